// The script of a comparison: the evidence behind a cell. What it calls stands in evidence.js, too.
const comparison = await unpacked(document.getElementById('report').textContent)
const dialog = document.getElementById('evidence')

document.querySelector('table').addEventListener('click', (event) => {
  const button = event.target.closest('button')
  if (button) open(button.dataset.experiment, button.dataset.column)
})
if (location.hash.length > 1) open(...decodeURIComponent(location.hash.slice(1)).split('/'))

function open(id, column) {
  const experiment = comparison.experiments.find((each) => each.id === id)
  const cell = experiment?.cells.find((each) => each.column === column)
  if (cell === undefined) return
  const verdict = cell.verdict ?? cell.standing.replace('-', ' ')
  const figures = Object.entries(cell.figures).map(([name, value]) => `${name}: ${value}`)
  const parts = [
    element('h2', `${id} at ${column}: ${verdict}`, { id: 'evidence-title' }),
    element('p', `${cell.milliseconds} ms`, { className: 'soft' }),
    facts({
      Question: experiment.question,
      Claim: `${experiment.claim.text} (${experiment.claim.by})`,
      Steps: experiment.steps.join(' '),
      Seen: cell.verdict ? `${verdict}: ${experiment.verdicts[verdict]}` : cell.reason,
      Expected: `${cell.expected}: ${cell.why}`,
      ...(figures.length > 0 && { Figures: figures.join(', ') }),
      ...(cell.formula && { Formula: cell.formula }),
      Control: `${experiment.control.changed} Then: ${experiment.control.verdict}.`,
      References: experiment.references.join(', '),
    }),
    element('h3', 'What happened'),
    ...cell.evidence.map(entry),
  ]
  document.getElementById('evidence-body').replaceChildren(...parts)
  dialog.showModal()
  history.replaceState(null, '', `#${encodeURIComponent(`${id}/${column}`)}`)
}

function entry({ who, note, exchange: seen }, index) {
  if (seen === undefined) return element('p', `${index + 1}. ${note}`)
  const details = exchange(seen, index)
  details
    .querySelector('summary')
    .append(element('span', ` ${who}. ${note}`, { className: 'soft' }))
  return details
}
