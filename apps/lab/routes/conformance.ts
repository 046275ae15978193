/** The suite: its cases, the servers it has judged here, and a run over some of them. */
import type { AddressInfo } from 'node:net'
import type { FastifyReply } from 'fastify'
import type { App } from '../../../shared/app/app-types.ts'
import { allCases } from '../../../shared/conformance/all-cases.ts'
import { groupOf } from '../../../shared/conformance/case.ts'
import { GROUPS } from '../../../shared/conformance/groups.ts'
import { reportOf } from '../../../shared/conformance/reports/record.ts'
import { MEANINGS } from '../../../shared/conformance/run/verdicts.ts'
import { UsageError } from '../../../shared/terminal/usage-error.ts'
import { Type } from '../../../shared/type.ts'
import { type Judgeable, NotJudgedHere, originToJudge } from '../conformance/judged-origins.ts'
import { MOST_SERVERS } from '../conformance/judged-servers.ts'
import { type JudgingTold, LiveJudging } from '../conformance/live-judging.ts'
import { streamEvents } from './events.ts'
import { problem } from './problem.ts'

const Address = Type.String({ maxLength: 300 })
const AddBody = Type.Object({ address: Address })
const RunBody = Type.Object({
  servers: Type.Array(Address, { minItems: 1, maxItems: MOST_SERVERS }),
  groups: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 100 })),
})
const ResultQuery = Type.Object({ server: Address, case: Type.String({ maxLength: 100 }) })

export function conformanceRoutes(app: App, { servers, also }: Judgeable): void {
  const judging = new LiveJudging(servers)
  app.addHook('onClose', () => judging.stop())
  const admitted = (address: string) => {
    return originToJudge(address, also, (app.server.address() as AddressInfo).port)
  }

  app.get('/api/conformance', () => {
    const names = [...new Set(allCases.map(groupOf))]
    const groups = names.map((name) => ({ name, about: GROUPS[name] ?? '' }))
    return { groups, cases: reportOf(allCases, [], new Date()).cases, meanings: MEANINGS }
  })

  app.get('/api/conformance/events', (_request, reply) => {
    return streamEvents<JudgingTold>(reply, (tell) => judging.listen(tell))
  })

  app.get('/api/conformance/result', { schema: { querystring: ResultQuery } }, (request, reply) => {
    const { server, case: id } = request.query
    return judging.server(server)?.result(id) ?? problem(reply, 404, 'It was not judged here yet.')
  })

  app.post('/api/conformance/servers', { schema: { body: AddBody } }, (request, reply) => {
    return inWords(reply, () => {
      const url = admitted(request.body.address)
      if (judging.add(url)) return reply.code(201).send({ url })
      return problem(reply, 409, 'There is no room for another server until the run has ended.')
    })
  })

  app.post('/api/conformance/run', { schema: { body: RunBody } }, (request, reply) => {
    return inWords(reply, () => {
      const urls = [...new Set(request.body.servers.map(admitted))]
      if (!judging.add(...urls))
        return problem(reply, 409, 'There is no room for another server until the run has ended.')
      if (judging.start(urls, request.body.groups ?? []))
        return reply.code(202).send(judging.progress)
      return problem(reply, 409, 'A run is under way already: it is the same for everyone.')
    })
  })

  app.post('/api/conformance/stop', (_request, reply) => {
    void judging.stop()
    return reply.code(202).send(judging.progress)
  })
}

function inWords(reply: FastifyReply, answer: () => FastifyReply): FastifyReply {
  try {
    return answer()
  } catch (error) {
    if (error instanceof NotJudgedHere) return problem(reply, error.status, error.message)
    if (error instanceof UsageError) return problem(reply, 400, error.message)
    throw error
  }
}
