import { open, readFile, stat } from 'node:fs/promises'

import { drawSheet } from './draw-sheet.ts'
import type { Done } from './limited-work.ts'
import { listZip, type ZipEntry } from './zip-list.ts'

const maxBytes = 100 * 1024 * 1024
const maxPages = 1000

/** A PDF is read whole; of a Word or PowerPoint file only the list of what is packed in it, so nothing unpacks. */
export async function readDocument({ path, kind }: { path: string; kind: 'pdf' | 'office' }): Promise<Done> {
  if ((await stat(path)).size > maxBytes) return { trouble: 'DOCUMENT_TOO_LARGE' }
  return kind === 'pdf' ? readPdf(await readFile(path)) : readOffice(path)
}

async function readPdf(bytes: Uint8Array): Promise<Done> {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true })
    const pages = pdf.getPageCount()
    if (pages === 0) return { trouble: 'NOT_A_DOCUMENT' }
    if (pages > maxPages) return { trouble: 'DOCUMENT_TOO_LARGE' }
    const title = pdf.getTitle()?.trim().slice(0, 200).toWellFormed()
    const { width, height } = pdf.getPage(0).getSize()
    return {
      document: { mimeType: 'application/pdf', pages, ...(title ? { title } : {}), thumb: await drawSheet(width / height) },
    }
  } catch {
    // A locked one fails in several ways, but names its lock in plain words (ISO 32000, 7.6).
    return { trouble: Buffer.from(bytes).includes('/Encrypt', 0, 'latin1') ? 'DOCUMENT_LOCKED' : 'NOT_A_DOCUMENT' }
  }
}

const office = [
  { main: 'word/document.xml', mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', shape: 210 / 297 },
  { main: 'ppt/presentation.xml', mimeType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', shape: 16 / 9 },
]

async function readOffice(path: string): Promise<Done> {
  const file = await open(path)
  try {
    const entries = await listZip(file)
    if (!entries) return { trouble: 'NOT_A_DOCUMENT' }
    const names = new Set(entries.map(({ name }) => name))
    const found = office.find(({ main }) => names.has(main))
    if (!found || !names.has('[Content_Types].xml')) return { trouble: 'NOT_MEDIA' }
    if (entries.some(({ name }) => /vbaProject|activeX/i.test(name))) return { trouble: 'DOCUMENT_WITH_PROGRAMS' }
    if (swells(entries)) return { trouble: 'DOCUMENT_TOO_LARGE' }
    const slides = entries.filter(({ name }) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).length
    return { document: { mimeType: found.mimeType, ...(slides > 0 ? { pages: slides } : {}), thumb: await drawSheet(found.shape) } }
  } finally {
    await file.close()
  }
}

/** What unpacks to far more than any document holds is made to fill whoever opens it. */
function swells(entries: readonly ZipEntry[]): boolean {
  return entries.reduce((sum, { unpacked }) => sum + unpacked, 0) > 2 * 1024 * 1024 * 1024 || entries.length > 20_000
}
