export type CsvCell = string | number | undefined

/**
 * Rows as RFC 4180 has them, every text in quotes. With a byte order mark, by which Excel knows that it is UTF-8. What is not known is empty.
 */
export function csvOf(rows: readonly (readonly CsvCell[])[], { mark = true }: { mark?: boolean } = {}): string {
  return `${mark ? '\ufeff' : ''}${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

/** A text that a spreadsheet would take for a formula, as the text that it is (OWASP, CSV Injection). Full-width signs count: some programs read them alike. */
export function plainText(text: string): string {
  return /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text
}

function cell(value: CsvCell): string {
  if (value === undefined) return ''
  return typeof value === 'number' ? String(value) : `"${plainText(value).replaceAll('"', '""')}"`
}
