import { filmFacts, pictureFacts } from '../stand-in-facts.ts'

/** What the network finds out about a file. */
export type FileFacts =
  | { readonly kind: 'picture'; readonly mimeType: string; readonly width: number; readonly height: number; readonly frames: number }
  | { readonly kind: 'film'; readonly mimeType: string; readonly width: number; readonly height: number; readonly seconds: number }
  | { readonly kind: 'document'; readonly mimeType: string; readonly pages?: number }

/** Reads what kind of file this is and what the network judges it by; undefined for anything it does not take. */
export async function fileFacts(bytes: Uint8Array): Promise<FileFacts | undefined> {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('\u00FF\u00D8') || head.startsWith('\u0089PNG') || head.startsWith('GIF8')) return picture(bytes)
  if (head.slice(4, 8) === 'ftyp') return moving(bytes)
  if (head.startsWith('%PDF-')) return pdf(bytes)
  if (head.startsWith('PK\u0003\u0004')) return { kind: 'document', mimeType: 'application/zip' }
  return head.startsWith('\u00D0\u00CF\u0011\u00E0') ? { kind: 'document', mimeType: 'application/x-ole-storage' } : undefined
}

async function picture(bytes: Uint8Array): Promise<FileFacts | undefined> {
  const facts = await pictureFacts(bytes)
  if (!facts) return undefined
  const { format, width, height } = facts
  return { kind: 'picture', mimeType: `image/${format}`, width, height, frames: format === 'gif' ? gifFrames(bytes) : 1 }
}

/** A frame is an image descriptor; data lies in blocks that say how long they are (GIF89a). */
function gifFrames(bytes: Uint8Array): number {
  let at = 13 + tableLength(bytes[10])
  let frames = 0
  while (at < bytes.length && bytes[at] !== 0x3b) {
    const isFrame = bytes[at] === 0x2c
    if (isFrame) frames += 1
    at += isFrame ? 11 + tableLength(bytes[at + 9]) : 2
    while (at < bytes.length && (bytes[at] ?? 0) > 0) at += 1 + (bytes[at] ?? 0)
    at += 1
  }
  return frames
}

function tableLength(flags = 0): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)
}

async function moving(bytes: Uint8Array): Promise<FileFacts | undefined> {
  const facts = await filmFacts(bytes)
  if (facts?.mimeType !== 'video/mp4') return undefined
  const { mimeType, width, height, seconds } = facts
  return { kind: 'film', mimeType, width, height, seconds }
}

function pdf(bytes: Uint8Array): FileFacts | undefined {
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.trimEnd().endsWith('%%EOF')) return undefined
  return { kind: 'document', mimeType: 'application/pdf', pages: text.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0 }
}

/** SubRip: numbered cues with times. */
export function isSubRip(text: string): boolean {
  return /^\uFEFF?\s*\d+\s*\r?\n\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}/.test(text)
}
