// The report's own script: filters, and the evidence behind a cell. Everything goes into text nodes.
const report = await unpacked(document.getElementById('report').textContent)
const dialog = document.getElementById('evidence')
const filters = document.getElementById('filters')
const shown = document.getElementById('shown')

filters.addEventListener('input', filter)
filters.addEventListener('submit', (event) => event.preventDefault())
document.querySelector('table').addEventListener('click', (event) => {
  const button = event.target.closest('button')
  if (button) open(Number(button.dataset.server), button.dataset.case)
})
filter()
if (location.hash.length > 1) {
  const [column, id] = decodeURIComponent(location.hash.slice(1)).split('/')
  if (report.servers[column]?.results.some((result) => result.id === id)) open(Number(column), id)
}

/** The record, from gzip in base64. */
async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  const json = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return JSON.parse(await new Response(json).text())
}

function filter() {
  const words = document.getElementById('text').value.toLowerCase()
  const chosen = (name) =>
    [...filters.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value)
  const verdicts = chosen('verdict')
  const levels = chosen('level')
  let count = 0
  for (const row of document.querySelectorAll('tr[data-id]')) {
    const fits =
      row.textContent.toLowerCase().includes(words) &&
      levels.includes(row.dataset.level) &&
      row.dataset.verdicts.split(' ').some((verdict) => verdicts.includes(verdict))
    row.hidden = !fits
    if (fits) count += 1
  }
  for (const group of document.querySelectorAll('tbody')) {
    group.hidden = !group.querySelector('tr[data-id]:not([hidden])')
  }
  shown.textContent = `${count} of ${report.cases.length} cases shown`
}

function open(column, id) {
  const server = report.servers[column]
  const result = server.results.find((candidate) => candidate.id === id)
  const about = report.cases.find((candidate) => candidate.id === id)
  const parts = [
    element('h2', `${id}: ${result.verdict}`, { id: 'evidence-title' }),
    element('p', `${server.style} at ${server.url}, ${result.milliseconds} ms`, {
      className: 'soft',
    }),
    facts({
      Rule: `${about.requirement} (${about.level}; ${about.references.join(', ')})`,
      ...(result.failure && {
        'Looked at': result.failure.subject,
        Expected: result.failure.expected,
        Saw: result.failure.seen,
      }),
      ...(!result.failure && result.reason && { Reason: result.reason }),
    }),
    element('h3', `${result.exchanges.length} exchanges`),
    ...result.exchanges.map(exchange),
  ]
  document.getElementById('evidence-body').replaceChildren(...parts)
  dialog.showModal()
  history.replaceState(null, '', `#${encodeURIComponent(`${column}/${id}`)}`)
}

function exchange({ method, url, status, milliseconds, curl, ...wire }, index) {
  const { pathname, search } = new URL(url)
  const lines = (headers) => headers.map(([name, value]) => `${name}: ${value}`).join('\n')
  const details = element('details')
  details.append(
    element(
      'summary',
      `${index + 1}. ${method} ${pathname}${search}: ${status} (${milliseconds} ms)`,
    ),
    element('h4', 'Sent'),
    pre(
      `${method} ${pathname}${search}\n${lines(wire.requestHeaders)}\n\n${wire.requestBody ?? ''}`,
    ),
    element('h4', 'Received'),
    pre(`${status}\n${lines(wire.responseHeaders)}\n\n${wire.responseBody}`),
    element('h4', 'As curl'),
    pre(curl),
  )
  return details
}

function pre(text) {
  return element('pre', text, { tabIndex: 0 })
}

function facts(entries) {
  const list = element('dl')
  for (const [term, text] of Object.entries(entries)) {
    list.append(element('dt', term), element('dd', text))
  }
  return list
}

function element(name, text = '', properties = {}) {
  const node = Object.assign(document.createElement(name), properties)
  node.textContent = text
  return node
}
