// The script of a comparison: the evidence behind a cell. It follows evidence.js.
openCells((id, column) => {
  const experiment = report.experiments.find((each) => each.id === id)
  const cell = experiment?.cells.find((each) => each.column === column)
  if (cell === undefined) return undefined
  const verdict = cell.verdict ?? cell.standing.replace('-', ' ')
  const figures = Object.entries(cell.figures).map(([name, value]) => `${name}: ${value}`)
  return [
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
})

function entry({ who, note, exchange: seen }, index) {
  if (seen === undefined) return element('p', `${index + 1}. ${note}`)
  const details = exchange(seen, index)
  details
    .querySelector('summary')
    .append(element('span', ` ${who}. ${note}`, { className: 'soft' }))
  return details
}
