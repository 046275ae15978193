/** A V8 profile as time by library: whose code ran, or whose call it was that Node worked on. */
import { fileURLToPath } from 'node:url'

/** What is read of a `.cpuprofile`. */
export interface CpuProfile {
  nodes: {
    id: number
    callFrame: { functionName: string; url: string }
    children?: number[]
  }[]
  samples: number[]
  timeDeltas: number[]
}

interface Owned {
  owner: string
  /** Shares of all time in which the process worked: in its own code, and in Node on its behalf. */
  own: number
  node: number
}

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const IDLE = '(idle)'
const COLLECTOR = '(garbage collector)'

/** Owners by their share of the time that the process was not idle, largest first. */
export function byLibrary({ nodes, samples, timeDeltas }: CpuProfile): Owned[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
  )
  const owners = new Map<string, { own: number; node: number }>()
  let all = 0
  for (const [index, id] of samples.entries()) {
    const micros = timeDeltas[index] ?? 0
    const { functionName } = byId.get(id)?.callFrame ?? { functionName: '' }
    if (functionName === IDLE) continue
    all += micros
    const { owner, isOwn } = ownerOf(id)
    const seen = owners.get(owner) ?? { own: 0, node: 0 }
    owners.set(owner, seen)
    seen[isOwn ? 'own' : 'node'] += micros
  }
  return [...owners]
    .map(([owner, { own, node }]) => ({ owner, own: own / all, node: node / all }))
    .sort((a, b) => b.own + b.node - a.own - a.node)

  /** The nearest on the stack that is a library's or ours; Node itself where none is. */
  function ownerOf(id: number): { owner: string; isOwn: boolean } {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const { functionName, url } = byId.get(at)?.callFrame ?? { functionName: '', url: '' }
      if (functionName === COLLECTOR) return { owner: COLLECTOR, isOwn: true }
      const library = libraryOf(url)
      if (library !== undefined) return { owner: library, isOwn: at === id }
    }
    return { owner: 'Node: sockets, HTTP, the loop', isOwn: true }
  }
}

/** `jws`, `@fastify/session`, `shared/protection/own-host`; undefined for Node's own and native code. */
export function libraryOf(url: string): string | undefined {
  if (!url.startsWith('file:') && !url.startsWith('/')) return undefined
  const path = url.startsWith('file:') ? fileURLToPath(url) : url
  const inModules = path.lastIndexOf('/node_modules/')
  if (inModules !== -1) {
    const [scope = '', name = ''] = path.slice(inModules + '/node_modules/'.length).split('/')
    return scope.startsWith('@') ? `${scope}/${name}` : scope
  }
  return path
    .replace(ROOT, '')
    .replace(/^dist\//, '')
    .replace(/\.[jt]s$/, '')
}
