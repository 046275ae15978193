/**
 * A session as one HTML file that needs nothing else: no script, no server, no network. What came over the wire is
 * text everywhere: ghtml escapes every `${…}`, and only `!${…}` is taken as markup.
 */
import { readFileSync } from 'node:fs'
import { html } from 'ghtml'
import { time } from '../../../shared/pages/time.ts'
import type { Choice } from '../play/seat-servers.ts'
import { REMEDY_WORDS, STORE_WORDS } from '../play/words.ts'
import { columnOf } from './page-column.ts'
import { countOf, hasOtherChoice, type Session, type Step } from './session.ts'

/** From `dist/apps/lab/export` back to where the compiler leaves such files. */
const ROOT = new URL('../../../../', import.meta.url)
const STYLE = ['shared/pages/colours.css', 'apps/lab/export/page.css']
  .map((file) => readFileSync(new URL(file, ROOT), 'utf8'))
  .join('\n')
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"

export function asPage({ steps, madeAt, choice }: Session): string {
  const [first] = steps
  const dropped = (first?.number ?? 1) - 1
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Three ways to remember: ${countOf(steps)}, ${madeAt.slice(0, 10)}</title>
<style>!${STYLE}</style>
</head>
<body>
<header>
<h1>Three ways to remember: what was played</h1>
<p>Three servers that remember a visitor in three ways, side by side: jwt, cookie-session, server-session. Each step was done at all three; below is what each answered, and what browser and server then held.</p>
<dl>
<dt>Saved</dt><dd>!${time(madeAt)}</dd>
<dt>Steps</dt><dd>${countOf(steps)}${dropped > 0 ? `; the ${dropped} before them are not kept any more` : ''}</dd>
<dt>Remedy</dt><dd>${REMEDY_WORDS[(first?.choice ?? choice).remedy]}</dd>
<dt>The server session keeps its states</dt><dd>${STORE_WORDS[(first?.choice ?? choice).store]}</dd>
</dl>
<p class="about">The credentials in here open nothing later: they belong to servers that live only as long as the table they were played at. The passwords are those of the demo users, which everyone knows.</p>
</header>
<main>
!${steps.map((step, index) => sectionOf(step, steps[index - 1]))}
</main>
</body>
</html>
`
}

function sectionOf(step: Step, before: Step | undefined): string {
  const { number, title, who, columns } = step
  return html`<section aria-labelledby="step-${number}">
!${hasOtherChoice(step, before) ? choiceNote(step.choice) : ''}<h2 id="step-${number}">${number}. ${title} <span class="who">${who === 'you' ? 'you' : 'the thief'}</span></h2>
<div class="columns">
!${columns.map(columnOf)}
</div>
</section>
`
}

function choiceNote({ remedy, store }: Choice): string {
  return html`<p class="choice">Before this the servers were started again. Remedy: ${REMEDY_WORDS[remedy]}. The server session keeps its states ${STORE_WORDS[store]}.</p>
`
}
