import type { FileHandle } from 'node:fs/promises'

export interface ZipEntry {
  readonly name: string
  /** As the file says, in bytes. */
  readonly unpacked: number
}

const endSize = 22
const mostDirectory = 16 * 1024 * 1024

/** The names in a ZIP by its central directory (APPNOTE 4.3.12), without unpacking any; undefined where it is cut, damaged or split. */
export async function listZip(file: FileHandle): Promise<ZipEntry[] | undefined> {
  const { size } = await file.stat()
  const tail = await readAt(file, Math.max(0, size - endSize - 65_535), size)
  const end = tail.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (end < 0 || end + endSize > tail.length) return undefined
  const [count, length, start] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (length > mostDirectory || start + length > size) return undefined
  return entriesOf(await readAt(file, start, start + length), count)
}

function entriesOf(directory: Buffer, count: number): ZipEntry[] | undefined {
  const entries: ZipEntry[] = []
  let at = 0
  while (entries.length < count) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return undefined
    const [name, extra, comment] = [directory.readUInt16LE(at + 28), directory.readUInt16LE(at + 30), directory.readUInt16LE(at + 32)]
    entries.push({ name: directory.toString('utf8', at + 46, at + 46 + name), unpacked: directory.readUInt32LE(at + 24) })
    at += 46 + name + extra + comment
  }
  return entries
}

async function readAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from)
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
  return bytes.subarray(0, bytesRead)
}
