// biome-ignore-all lint/correctness/noUnusedVariables: the script that follows it in a page calls them.
// What the script of every report begins with. Everything goes into text nodes.
const report = await unpacked(document.getElementById('report').textContent)

/**
 * Opens the evidence behind a cell that is clicked, or that the address names.
 * @param evidenceOf the nodes to show, given the parts of the cell's `data-cell`; undefined where there is no such cell
 */
function openCells(evidenceOf) {
  const open = (cell) => {
    const nodes = evidenceOf(...cell.split('/'))
    if (nodes === undefined) return
    document.getElementById('evidence-body').replaceChildren(...nodes)
    document.getElementById('evidence').showModal()
    history.replaceState(null, '', `#${encodeURIComponent(cell)}`)
  }
  document.querySelector('table').addEventListener('click', (event) => {
    const button = event.target.closest('button')
    if (button) open(button.dataset.cell)
  })
  if (location.hash.length > 1) open(decodeURIComponent(location.hash.slice(1)))
}

/** The report, from gzip in base64. */
async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  const json = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return JSON.parse(await new Response(json).text())
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
