import { makeDocument } from '../src/modules/reports/document/make-document.ts'
import { readPdf } from '../src/modules/reports/document/test-read-pdf.ts'
import { sampleRun } from '../src/modules/reports/test-run.ts'

const rounds = 5

/**
 * A report of ten sheets or more in Traditional Chinese with numbers, charts, tables and posts, from its figures to the finished file, the start of the process
 * that makes it included. `pdf_seconds`: the median of five; `pdf_pages`, `pdf_kb`: how large it is; `xlsx_seconds` for the same as a workbook.
 */
export async function measure(): Promise<Record<string, number>> {
  const run = sampleRun({ language: 'zh-TW', pages: 10 })
  const seconds: number[] = []
  let bytes: Uint8Array = new Uint8Array()
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now()
    bytes = await makeDocument(run, 'pdf')
    seconds.push((performance.now() - started) / 1000)
  }
  const started = performance.now()
  await makeDocument(run, 'xlsx')
  const workbook = (performance.now() - started) / 1000
  const { pages } = await readPdf(bytes)
  return {
    pdf_seconds: Number(seconds.toSorted((a, b) => a - b)[(rounds - 1) / 2]?.toFixed(2)),
    pdf_pages: pages.length,
    pdf_kb: Math.round(bytes.length / 1024),
    xlsx_seconds: Number(workbook.toFixed(2)),
  }
}
