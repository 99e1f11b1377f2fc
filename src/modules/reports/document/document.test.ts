import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'

import { sampleRun } from '../test-run.ts'
import { cellsOf } from './cells-of.ts'
import { csvOfRun } from './csv-of-run.ts'
import { makeDocument } from './make-document.ts'
import { readPdf, tight } from './test-read-pdf.ts'

test.each(['en', 'zh-TW'] as const)('the PDF in %s says every figure of the CSV, in its order, as real text', async (language) => {
  const run = sampleRun({ language, pages: 2 })
  const pdf = await makeDocument(run, 'pdf')
  const { pages, info, elements } = await readPdf(pdf)
  const lines = parseCsv(csvOfRun(run)).slice(1)
  expect(lines).toHaveLength(cellsOf(run).length)
  const drawn = new Set(run.pages.flatMap(({ blocks }) => blocks.flatMap(({ block }) => (block.kind === 'trend' ? [block.title] : []))))
  const shown = lines
    .filter(([, tile = '', , , value]) => value !== '' && !drawn.has(tile))
    .map((line) => (line[6] ?? '').replace(/^'/, ''))
  const text = tight(pages.join(''))
  let at = 0
  for (const said of shown) {
    const found = text.indexOf(tight(said), at)
    expect(found, `${said} after ${text.slice(at - 20, at)}`).toBeGreaterThanOrEqual(at)
    at = found + tight(said).length
  }
  expect(shown.length).toBeGreaterThan(60)
  for (const words of [run.title, run.brand, run.period, ...run.notes, ...run.pages.map(({ title }) => title)])
    expect(text).toContain(tight(words))
  expect(pages.map((page, index) => tight(page).endsWith(`${index + 1}/${pages.length}`))).toEqual(pages.map(() => true))
  expect(info).toMatchObject({ Title: `${run.title} – ${run.period}`, Author: run.brand, Language: language === 'en' ? 'en-GB' : 'zh-TW' })
  expect([...elements]).toEqual(expect.arrayContaining(['H1', 'H2', 'H3', 'P', 'Table', 'TR', 'TH', 'TD', 'Figure']))
  // Fonts of the standard fourteen would not be embedded.
  expect(Buffer.from(pdf).toString('latin1')).toContain('/FontFile2')
  expect(Buffer.from(pdf).toString('latin1')).not.toMatch(/\/BaseFont \/(Helvetica|Times|Courier)/)
})

test('what could be a formula is a text in CSV and XLSX, and numbers stay numbers', async () => {
  const evil = ['=1+1', '+49 30', '-2+3', '@SUM(A1)', '\t=1', '＝1+1', ' =cmd|x']
  const figure = { value: -1200.5, unit: 'count' as const, said: '−1,200.5' }
  const rows = evil.map((name) => ({ name, figures: [figure, { value: null, unit: 'percent' as const, said: 'n/a' }] }))
  const table = { kind: 'table' as const, title: '=HYPERLINK("x")', first: '', columns: ['@a', 'b'], rows }
  const run = {
    ...sampleRun({ language: 'en', pages: 1 }),
    title: '=title',
    pages: [{ title: "'=a/b:c", blocks: [{ width: 'full' as const, block: table }] }],
  }
  const lines = parseCsv(csvOfRun(run)).slice(1)
  expect(lines.map((line) => line[2])).toEqual(evil.flatMap((name) => [`'${name}`, `'${name}`]))
  expect(lines[0]).toEqual(["'=a/b:c", '\'=HYPERLINK("x")', "'=1+1", "'@a", '-1200.5', 'number', '−1,200.5'])
  expect(lines[1]?.slice(4)).toEqual(['', '%', 'n/a'])

  const files = unzipSync(await makeDocument(run, 'xlsx'))
  const read = (name: string) => strFromU8(files[name] ?? new Uint8Array())
  const sheet = read('xl/worksheets/sheet1.xml')
  const texts = [...`${sheet}${read('xl/sharedStrings.xml')}`.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, said = '']) => said)
  expect(texts.map((said) => said.replaceAll(/&apos;|&#39;/g, "'"))).toEqual(expect.arrayContaining(evil.map((name) => `'${name}`)))
  expect(texts.filter((said) => /^\s*[=+\-@＝]/.test(said))).toEqual([])
  expect(sheet).not.toContain('<f>')
  expect(sheet).toContain('<v>-1200.5</v>')
  expect(read('xl/workbook.xml')).toContain('name="=a b c"')
})

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  const cells = text.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}
