/** docs/asvs.md: what OWASP ASVS 5.0 asks, what each style answers, and what shows it. */
import { allCases } from '../../shared/conformance/all-cases.ts'
import type { Answer, Requirement, Said } from '../../shared/standards/asvs.ts'
import { cookieRequirements } from '../../shared/standards/asvs-cookies.ts'
import { loginRequirements } from '../../shared/standards/asvs-logins.ts'
import { sessionRequirements } from '../../shared/standards/asvs-sessions.ts'
import { tokenRequirements } from '../../shared/standards/asvs-tokens.ts'
import { STYLES, type StyleName } from '../../shared/styles.ts'
import { ALL_EXPERIMENTS } from '../experiments/all-experiments.ts'
import { declaredBy } from '../styles.ts'

const CHAPTERS: readonly (readonly [title: string, requirements: readonly Requirement[]])[] = [
  ['V7, sessions', sessionRequirements],
  ['V9, self-contained tokens', tokenRequirements],
  ['V3, cookies, headers, origins', cookieRequirements],
  ['V6, passwords and logins', loginRequirements],
]
const ALL = CHAPTERS.flatMap(([, requirements]) => requirements)

const WORDS: Readonly<Record<Answer, string>> = {
  yes: 'yes',
  part: '**in part**',
  remedy: '**with a remedy**',
  no: '**no**',
  none: 'does not apply',
  out: 'not here',
}

export function asvs(notice: string): string {
  return `${notice}

# ASVS 5.0, and what each style answers

The [OWASP Application Security Verification Standard](https://owasp.org/www-project-application-security-verification-standard/),
version 5.0, requirement by requirement, in our words; level 1 is for every application. *Yes* is the style as
it is, *in part* not all of what is asked. *With a remedy* takes something around it that keeps state on the server ([remedies](decisions/remedies.md)).
*No* is not while it is that style. *Not here* is not what this project is about. What shows an answer is a case
of the [conformance suite](conformance.md) or an experiment (\`npm run compare\`) that cites the requirement; where there is
none, the answer stands on the code alone, and says **not tested**.

${summary()}
${CHAPTERS.map(([title, requirements]) => chapter(title, requirements)).join('\n')}
## Not tested

Of the requirements that are answered here, these have no case and no experiment: ${untested().join(', ') || 'none'}.
`
}

/** For each style, how many of the requirements of level 1 it meets, and which it does not. */
function summary(): string {
  const rows = STYLES.map((style) => {
    const asked = ALL.filter(({ level, answer }) => {
      return level === 1 && !['none', 'out'].includes(saidBy(style, answer)[0])
    })
    const unmet = asked.filter(({ answer }) => saidBy(style, answer)[0] !== 'yes')
    const ids = unmet.map(({ id, answer }) => `${id} (${saidBy(style, answer)[0]})`)
    return `| ${style} | ${asked.length - unmet.length} of ${asked.length} | ${ids.join(', ') || 'none'} |`
  })
  return `| level 1 | meets as it is | does not |\n|---|---|---|\n${rows.join('\n')}\n`
}

function chapter(title: string, requirements: readonly Requirement[]): string {
  const rows = requirements.map((requirement) => {
    const { id, level, asks, answer } = requirement
    return `| ${id} | ${level} | ${asks} | ${answers(answer)} | ${shownBy(requirement)} |`
  })
  return `## ${title}

| | level | asks | answer | shown by |
|---|---|---|---|---|
${rows.join('\n')}
`
}

/** One answer for all, or one for each; styles that answer alike stand together. */
function answers(answer: Requirement['answer']): string {
  if (isOne(answer)) return told(answer)
  const byText = new Map<string, StyleName[]>()
  for (const style of STYLES) {
    const text = told(saidBy(style, answer))
    byText.set(text, [...(byText.get(text) ?? []), style])
  }
  return [...byText].map(([text, styles]) => `*${styles.join(', ')}*: ${text}`).join('<br>')
}

function told([answer, how]: Said): string {
  return `${WORDS[answer]}: ${how}`
}

function evidenceOf({ id }: Requirement): string[] {
  const cites = ({ references }: { references: readonly string[] }) => {
    return references.includes(`ASVS ${id}`)
  }
  return [...ALL_EXPERIMENTS.filter(cites), ...allCases.filter(cites)].map((each) => each.id)
}

function shownBy(requirement: Requirement): string {
  const evidence = evidenceOf(requirement)
  if (evidence.length > 0) return evidence.map((id) => `\`${id}\``).join(' ')
  return isAnswered(requirement) ? '**not tested**' : ''
}

function untested(): string[] {
  return ALL.filter((each) => isAnswered(each) && evidenceOf(each).length === 0).map(({ id }) => id)
}

function isAnswered({ answer }: Requirement): boolean {
  return STYLES.some((style) => !['none', 'out'].includes(saidBy(style, answer)[0]))
}

const UNANSWERED = ['none', 'nobody has answered for this style'] as const

function saidBy(style: StyleName, answer: Requirement['answer']): Said {
  if (isOne(answer)) return answer
  return answer[style] ?? answer[declaredBy(style).stateKeptBy] ?? UNANSWERED
}

function isOne(answer: Requirement['answer']): answer is Said {
  return Array.isArray(answer)
}
