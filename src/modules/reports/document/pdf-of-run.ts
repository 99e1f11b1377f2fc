// oxlint-disable-next-line import/no-named-as-default -- the types know no other way in
import PDFDocument from 'pdfkit'

import type { ReportRun } from '../run-contract.ts'
import { locale } from '../say-figure.ts'
import { documentTexts } from './document-texts.ts'
import { cutFonts } from './fonts.ts'
import { openPages } from './open-pages.ts'
import { openPaper } from './paper.ts'
import { planBlock } from './plan-block.ts'
import { linesPiece } from './plan-words.ts'
import { rowsOfBlocks } from './rows-of-blocks.ts'
import { typesetter } from './typesetter.ts'

/** A report on paper: real text in embedded fonts, charts as vectors, tagged for those who hear it read. A4, upright. */
export async function pdfOfRun(run: ReportRun): Promise<Uint8Array> {
  const words = documentTexts[run.language]
  const fonts = await cutFonts(`${wordsOf(run)}${words.notes}${words.nothing} ${everyDocument}`)
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    lang: locale(run.language),
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: `${run.title} – ${run.period}`, Author: run.brand, Creator: 'Hearth', CreationDate: new Date(run.madeAt) },
  })
  const bytes = collected(pdf)
  const paper = openPaper(pdf, {
    type: typesetter(pdf, fonts),
    language: run.language,
    colour: run.colour,
    pictures: picturesOf(pdf, run),
  })
  const pages = openPages(paper, run)
  for (const [index, page] of run.pages.entries()) {
    pages.begin(page.title)
    for (const row of rowsOfBlocks(page.blocks)) {
      pages.place(row.map(({ share, block }) => ({ share, pieces: (width: number) => planBlock(paper, block, width) })))
    }
    if (index === run.pages.length - 1) pages.place([{ share: 1, pieces: (width) => notes(width) }])
  }
  pages.end()
  pdf.end()
  return bytes

  function notes(width: number) {
    const style = { size: 8.5, colour: '#655b50' }
    return [
      linesPiece(paper, words.notes, { width, style: { ...style, bold: true }, leading: 13, element: 'H3' }),
      ...run.notes.map((note) => linesPiece(paper, note, { width, style, leading: 12.5, element: 'P' })),
    ]
  }
}

/** What stands on pages whatever the report says: page numbers, axes, arrows. */
const everyDocument = '0123456789,.%−+…·/–→↑↓ ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz秒分鐘小時天'

function wordsOf(run: ReportRun): string {
  const { pictures: _, ...said } = run
  return [...new Set(JSON.stringify(said))].join('')
}

function picturesOf(pdf: PDFKit.PDFDocument, { pictures }: ReportRun): Map<string, Buffer> {
  const bytes = Object.entries(pictures).map(
    ([key, address]) => [key, Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')] as const,
  )
  return new Map(bytes.filter(([, each]) => canHold(pdf, each)))
}

/** A picture of a kind that PDF does not know leaves its place empty: the report is about the figures. */
function canHold(pdf: PDFKit.PDFDocument, picture: Buffer): boolean {
  try {
    pdf.openImage(picture)
    return true
  } catch {
    return false
  }
}

function collected(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  pdf.on('end', () => resolve(Buffer.concat(chunks)))
  pdf.on('error', reject)
  return promise
}
