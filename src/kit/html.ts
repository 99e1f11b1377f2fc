/** Markup whose texts are escaped. Made only by the tag `html`. */
export class Html {
  readonly markup: string
  constructor(parts: readonly string[], values: readonly HtmlValue[]) {
    this.markup = parts.map((part, index) => `${part}${written(values[index])}`).join('')
  }
}

export type HtmlValue = string | number | Html | readonly Html[] | undefined

/** html`<p>${text}</p>`: every text between the tags and inside quoted attributes is escaped; Html stays as it is. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts, values)
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function written(value: HtmlValue): string {
  if (value === undefined) return ''
  if (value instanceof Html) return value.markup
  return typeof value === 'object' ? value.map(({ markup }) => markup).join('') : escapeHtml(String(value))
}
