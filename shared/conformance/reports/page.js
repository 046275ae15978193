// The report's own script: filters, and the evidence behind a cell. It follows evidence.js.
const filters = document.getElementById('filters')

filters.addEventListener('input', filter)
filters.addEventListener('submit', (event) => event.preventDefault())
filter()
openCells(evidenceOf)

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
  document.getElementById('shown').textContent = `${count} of ${report.cases.length} cases shown`
}

function evidenceOf(column, id) {
  const server = report.servers[column]
  const result = server?.results.find((candidate) => candidate.id === id)
  if (result === undefined) return undefined
  const about = report.cases.find((candidate) => candidate.id === id)
  return [
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
}
