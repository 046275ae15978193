/** Readings of a page, by its text alone: enough for forms that a person would fill in. */

export interface Form {
  readonly method: string
  readonly action: string
  /** The fields by name, each with its tag's attributes. */
  readonly fields: ReadonlyMap<string, Readonly<Record<string, string>>>
}

export function formsIn(page: string): Form[] {
  return [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(
    ([, tag = '', inside = '']) => {
      const attributes = attributesOf(tag)
      const fields = [...inside.matchAll(/<(?:input|textarea|select|button)\b([^>]*)>/gi)]
        .map(([, field = '']) => attributesOf(field))
        .filter((field) => field.name !== undefined)
      return {
        method: (attributes.method ?? 'get').toUpperCase(),
        action: attributes.action ?? '',
        fields: new Map(fields.map((field) => [field.name ?? '', field])),
      }
    },
  )
}

/** What a browser sends when only these fields were filled in: prefilled ones go along. */
export function filledIn(
  form: Form,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const given = [...form.fields]
    .filter(([, field]) => field.value !== undefined && field.type !== 'submit')
    .map(([name, field]) => [name, field.value ?? ''])
  return { ...Object.fromEntries(given), ...values }
}

export function attributesOf(tag: string): Record<string, string> {
  const found = tag.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)
  return Object.fromEntries(
    [...found].map(([, name = '', double, single, bare]) => {
      return [name.toLowerCase(), decoded(double ?? single ?? bare ?? '')]
    }),
  )
}

function decoded(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll(/&#(39|x27);/gi, "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/&#(47|x2f);/gi, '/')
    .replaceAll('&amp;', '&')
}
