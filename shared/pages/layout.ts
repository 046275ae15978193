/** The frame of every page. Pages work without JavaScript; the Content-Security-Policy allows none. */
import { html } from 'ghtml'
import type { AuthStyle } from '../auth-style.ts'

/** @param body HTML; ghtml escapes every `${…}` in it, and only `!${…}` is taken as markup */
export function layout(style: AuthStyle, title: string, body: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${style.name}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body class="${style.name}">
<header>
<p class="style"><a href="/">${style.name}</a></p>
<p class="summary">${style.summary}</p>
</header>
<main>
<h1>${title}</h1>
!${body}
</main>
<footer>
<p>One of three servers that remember you in three ways. <a href="/about">What this one is</a>, as JSON.</p>
</footer>
</body>
</html>
`
}
