import { open, type FileHandle } from 'node:fs/promises'

export type Container = 'mp4' | 'mov' | 'webm' | 'mkv'

/** What a film's file says before any decoder sees it. `undefined`: it is no film that is taken here. */
export interface FilmFile {
  readonly container: Container
  readonly bytes: number
  /** The end is missing. */
  readonly cutOff: boolean
  /** Only somebody with a key can see it. */
  readonly protected: boolean
  /** It says where or with what it was made, or its index stands at its end. */
  readonly untidy: boolean
}

/** Reads the outline of an MP4, MOV, WebM or Matroska file, told by its bytes. */
export async function readFilmFile(path: string): Promise<FilmFile | undefined> {
  const file = await open(path, 'r')
  try {
    const { size: bytes } = await file.stat()
    const head = await bytesAt(file, { at: 0, length: 64 })
    if (head.subarray(4, 8).toString('latin1') === 'ftyp') return await boxes(file, { bytes, head })
    return head.readUInt32BE(0) === ebml ? await segment(file, bytes) : undefined
  } finally {
    await file.close()
  }
}

/** Zeros where the file is over. */
async function bytesAt(file: FileHandle, { at, length }: { at: number; length: number }): Promise<Buffer> {
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer
}

const mostBoxes = 100_000
/** An index larger than this belongs to no film that people post. */
const mostIndex = 64 * 1024 * 1024

/** ISO 14496-12: a file is a row of boxes, each with its length before its name. */
async function boxes(file: FileHandle, { bytes, head }: { bytes: number; head: Buffer }): Promise<FilmFile | undefined> {
  let index: { readonly at: number; readonly length: number } | undefined
  let pictures: number | undefined
  let at = 0
  for (let count = 0; at < bytes && count < mostBoxes; count += 1) {
    const start = await bytesAt(file, { at, length: 16 })
    const short = start.readUInt32BE(0)
    const length = short === 1 ? Number(start.readBigUInt64BE(8)) : short === 0 ? bytes - at : short
    const name = start.subarray(4, 8).toString('latin1')
    if (length < 8) break
    if (name === 'moov') index ??= { at, length }
    if (name === 'mdat') pictures ??= at
    at += length
  }
  if (!index) return { container: 'mp4', bytes, cutOff: true, protected: false, untidy: false }
  const said = index.length > mostIndex ? Buffer.alloc(0) : await bytesAt(file, index)
  return {
    container: head.subarray(8, 12).toString('latin1') === 'qt  ' ? 'mov' : 'mp4',
    bytes,
    cutOff: at !== bytes || index.length > mostIndex,
    protected: ['encv', 'enca', 'drmi'].some((name) => said.includes(name, 0, 'latin1')),
    untidy: index.at > (pictures ?? Infinity) || personal.some((name) => said.includes(name, 0, 'latin1')),
  }
}

/** Where telephones and cameras write the place, the device and the person. */
const personal = [
  '\u00A9xyz',
  'loci',
  'ISO6709',
  'quicktime.make',
  'quicktime.author',
  '\u00A9mak',
  '\u00A9mod',
  '\u00A9ART',
  'GPS',
  'XMP_',
]

const ebml = 0x1a_45_df_a3
const segmentId = 0x18_53_80_67

/** RFC 8794 and 9559: a header that names the kind, then one segment with everything in it. */
async function segment(file: FileHandle, bytes: number): Promise<FilmFile | undefined> {
  const head = await bytesAt(file, { at: 0, length: 1024 })
  const header = lengthAt(head, 4)
  const begins = 4 + header.took + header.value
  if (begins > 1000) return undefined
  const kind = head.subarray(0, begins).toString('latin1')
  const container = kind.includes('webm') ? 'webm' : kind.includes('matroska') ? 'mkv' : undefined
  if (!container || head.readUInt32BE(begins) !== segmentId) return undefined
  const length = lengthAt(head, begins + 4)
  const ends = begins + 4 + length.took + length.value
  const said = (await bytesAt(file, { at: 0, length: 65_536 })).toString('latin1')
  return {
    container,
    bytes,
    cutOff: !length.unknown && ends > bytes,
    protected: said.includes('\u0050\u0035\u0005') || said.includes('\u0050\u0035\u0009'),
    untidy: /LOCATION|ARTIST|GPS/.test(said),
  }
}

/** A number whose first byte says how many follow; all ones: nobody knew when it was written. */
function lengthAt(bytes: Buffer, at: number): { value: number; took: number; unknown: boolean } {
  const took = Math.clz32(bytes[at] ?? 0) - 23
  if (took > 8) return { value: Infinity, took: 1, unknown: false }
  const all = bytes.readBigUInt64BE(at) >> BigInt(64 - 8 * took)
  const mask = (1n << BigInt(7 * took)) - 1n
  return { value: Number(all & mask), took, unknown: (all & mask) === mask }
}
