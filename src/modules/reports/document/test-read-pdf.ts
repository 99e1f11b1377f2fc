/** What a PDF says to a reader of it: the text of each page as it stands there, what the document says of itself, and of which elements it is made for those who hear it read. */
export async function readPdf(bytes: Uint8Array) {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages: string[] = []
  const elements = new Set<string>()
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    for (const [, role = ''] of JSON.stringify(await page.getStructTree()).matchAll(/"role":"(\w+)"/g)) elements.add(role)
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
  }
  const { info } = await pdf.getMetadata()
  await pdf.loadingTask.destroy()
  return { pages, info, elements }
}

/** Without the spaces that only place. */
export function tight(text: string): string {
  return text.replaceAll(/\s/g, '')
}
