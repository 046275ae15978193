/** Readings of a page as a browser makes them: enough for forms that a person would fill in. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { ExpectationFailed } from '../expect.ts'

type Node = DefaultTreeAdapterTypes.Node

export interface Element {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  /** All text in it. */
  readonly text: string
  readonly parent: Element | undefined
}

/** One way to send a form: a form with two buttons that lead to two places is two. */
export interface Form {
  readonly method: string
  /** Where it leads: from the page's own origin, or a whole address where it leaves that. */
  readonly action: string
  readonly fields: ReadonlyMap<string, Field>
}

interface Field {
  readonly type: string
  /** What goes along when nobody touches it; undefined where nothing does. */
  readonly value: string | undefined
}

/** Beyond these a page is nothing that a person could use, and takes long to read. */
const MOST_CHARACTERS = 300_000
const DEEPEST = 200
const MOST_BUTTONS = 100

/**
 * Every element of a page, in its order.
 * @throws ExpectationFailed for a page that is larger or deeper than any has to be
 */
export function elementsIn(page: string): Element[] {
  if (page.length > MOST_CHARACTERS) {
    const expected = `at most ${MOST_CHARACTERS} characters`
    throw new ExpectationFailed('the page', expected, String(page.length))
  }
  return below(parse(page), undefined, 0)
}

function below(node: Node, parent: Element | undefined, depth: number): Element[] {
  if (depth > DEEPEST) {
    throw new ExpectationFailed('the page', `elements at most ${DEEPEST} deep`, 'more')
  }
  const children = 'childNodes' in node ? node.childNodes : []
  return children.flatMap((child) => {
    if (!('attrs' in child)) return []
    const attributes = Object.fromEntries(child.attrs.map(({ name, value }) => [name, value]))
    const element = {
      tag: child.tagName,
      attributes,
      get text() {
        return textOf(child)
      },
      parent,
    }
    return [element, ...below(child, element, depth + 1)]
  })
}

function textOf(node: Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

/** @param url the page's own address, which the forms' addresses are relative to */
export function formsIn(page: string, url: string): Form[] {
  const elements = elementsIn(page)
  const base = elements.find(({ tag }) => tag === 'base')?.attributes.href ?? ''
  const from = URL.canParse(base, url) ? new URL(base, url).href : url
  const forms = elements.filter(({ tag }) => tag === 'form')
  const byId = new Map(forms.toReversed().map((form) => [form.attributes.id, form]))
  const controlsOf = new Map<Element | undefined, Element[]>(forms.map((form) => [form, []]))
  for (const each of elements) controlsOf.get(formOf(each, byId))?.push(each)
  return forms.flatMap((form) => {
    const controls = controlsOf.get(form) ?? []
    const buttons = controls.filter(isButton).slice(0, MOST_BUTTONS)
    const ways = buttons.length > 0 ? buttons : [undefined]
    return ways.map((button) => sentBy(button, form, controls, from))
  })
}

const CONTROLS = ['input', 'textarea', 'select', 'button']

/** The form that a control belongs to: around it, or named by it (HTML 4.10.17.3). */
function formOf(
  { tag, attributes, parent }: Element,
  byId: ReadonlyMap<string | undefined, Element>,
): Element | undefined {
  if (!CONTROLS.includes(tag) || attributes.disabled !== undefined) return undefined
  if (attributes.form !== undefined) return byId.get(attributes.form)
  let around = parent
  while (around !== undefined && around.tag !== 'form') around = around.parent
  return around
}

function isButton(element: Element): boolean {
  return ['submit', 'image'].includes(typeOf(element))
}

function typeOf({ tag, attributes }: Element): string {
  const usual = { input: 'text', button: 'submit' }[tag] ?? tag
  return attributes.type?.toLowerCase() || usual
}

function sentBy(
  button: Element | undefined,
  form: Element,
  controls: readonly Element[],
  from: string,
): Form {
  const method = button?.attributes.formmethod ?? form.attributes.method ?? 'get'
  const action = button?.attributes.formaction ?? form.attributes.action ?? ''
  const url = new URL(URL.canParse(action, from) ? action : '', from)
  const fields = controls
    .filter((each) => each.attributes.name && (each === button || !isButton(each)))
    .map((each) => [each.attributes.name ?? '', fieldOf(each)] as const)
  return {
    method: method.toUpperCase(),
    action: url.origin === new URL(from).origin ? `${url.pathname}${url.search}` : url.href,
    fields: new Map(fields),
  }
}

function fieldOf(element: Element): Field {
  const { tag, attributes, text } = element
  const type = typeOf(element)
  if (type === 'checkbox' || type === 'radio') {
    return {
      type,
      value: attributes.checked === undefined ? undefined : (attributes.value ?? 'on'),
    }
  }
  const sendsNothing = ['reset', 'button', 'file', 'select'].includes(type)
  return {
    type,
    value: sendsNothing ? undefined : (attributes.value ?? (tag === 'textarea' ? text : '')),
  }
}

/** What a browser sends when only these fields were filled in: the others go along as they are. */
export function filledIn(
  form: Form,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const others = [...form.fields].flatMap(([name, { value }]) => {
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(others), ...values }
}
