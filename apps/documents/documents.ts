/** The documents that are made from the code, each by its path from the project's root. */
import type { TSchema } from 'typebox'
import { SETTINGS } from '../../shared/config/settings.ts'
import { PROBLEMS } from '../../shared/problems/codes.ts'
import { asvs } from './asvs.ts'
import { conformance } from './conformance/conformance.ts'
import { cost } from './cost/cost.ts'
import { DRAWINGS } from './cost/drawings.ts'
import { dockerNginx } from './docker.ts'
import { faultIndex } from './faults.ts'
import { stores } from './stores.ts'
import { tradeOffs } from './trade-offs.ts'
import { tutorialPrograms } from './tutorial-programs.ts'

const NOTICE = '<!-- Made by `npm run docs` from the code; change it there. -->'

export const DOCUMENTS: Record<string, () => string | Promise<string>> = {
  'apps/scaled/nginx.docker.conf': dockerNginx,
  'docs/asvs.md': () => asvs(NOTICE),
  'docs/configuration.md': configuration,
  'docs/conformance.md': () => conformance(NOTICE),
  'docs/cost.md': () => cost(NOTICE),
  ...Object.fromEntries(
    Object.entries(DRAWINGS).map(([file, draw]) => [`docs/cost/${file}`, draw]),
  ),
  'docs/errors.md': errors,
  'docs/faults.md': () => faultIndex(NOTICE),
  'docs/stores.md': () => stores(NOTICE),
  'docs/trade-offs.md': () => tradeOffs(NOTICE),
  'docs/tutorial-programs.md': () => tutorialPrograms(NOTICE),
}

function configuration(): string {
  const rows = Object.entries(SETTINGS.properties).map(([name, schema]) => {
    const { description, default: usual } = schema as TSchema & {
      description: string
      default?: unknown
    }
    return `| \`${name}\` | ${usual === undefined || usual === '' ? '' : `\`${usual}\``} | ${description} |`
  })
  return `${NOTICE}

# Configuration

Settings are environment variables, read and checked when a server starts. A wrong one stops it with one
sentence and exit status 1. A variable that is empty counts as not set. Units are in the names: seconds, MiB.

| variable | default | meaning |
|---|---|---|
${rows.join('\n')}

Keys are derived from \`SECRETS\` with HKDF, for each style and purpose its own: no two signers share one.

To rotate secrets, start every instance with \`SECRETS=NEW,OLD\`. What the old one signed is still known, and
signed anew with the new one on the visitor's next visit. When the longest idle time is over
(\`IDLE_SECONDS\`), nothing signed with the old one is alive: drop it. With several instances that are
not changed at the same moment, go through \`SECRETS=OLD,NEW\` first: an instance that does not know the new
secret yet would take what another one signed with it for a stranger's.
`
}

function errors(): string {
  const sections = Object.entries(PROBLEMS).map(
    ([code, { status, title, meaning }]) => `## ${code}\n\n${status}. ${title}.\n\n${meaning}\n`,
  )
  return `${NOTICE}

# Errors

An error is \`application/problem+json\` (RFC 9457): \`type\`, \`title\`, \`status\`, \`detail\`, and a stable
\`code\`. A browser gets a page with the same status and code. \`type\` leads to the same list on the server
that answered, at \`/errors\`. What Node's HTTP parser refuses by itself has the right status and may have no
body.

${sections.join('\n')}`
}
