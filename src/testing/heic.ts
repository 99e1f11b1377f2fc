import { film } from './film.ts'

/** A still HEIC picture: one frame of a film, in boxes as telephones write them (ISO 23008-12). */
export async function testHeic({
  width = 128,
  height = 96,
  turned = false,
}: { width?: number; height?: number; turned?: boolean } = {}): Promise<Uint8Array<ArrayBuffer>> {
  const source = Buffer.from(await film({ seconds: 1, width, height, framesPerSecond: 1, videoCodec: 'hevc' }))
  const settings = boxIn(source, 'hvcC')
  const picture = frameOf(source)
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  const properties = [box('hvcC', settings), full('ispe', size), ...(turned ? [box('irot', Buffer.from([3]))] : [])]
  const uses = Buffer.from([
    0,
    0,
    0,
    1,
    0,
    1,
    properties.length,
    ...properties.map((_property, index) => (index + 1) | (index === 1 ? 0 : 0x80)),
  ])
  const head = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'))
  const meta = (offset: number) =>
    full(
      'meta',
      full('hdlr', Buffer.concat([Buffer.alloc(4), Buffer.from('pict', 'latin1'), Buffer.alloc(13)])),
      full('pitm', Buffer.from([0, 1])),
      full('iloc', locate(offset, picture.length)),
      full(
        'iinf',
        Buffer.from([0, 1]),
        box('infe', Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 1, 0, 0]), Buffer.from('hvc1\0', 'latin1')])),
      ),
      box('iprp', box('ipco', ...properties), full('ipma', uses)),
    )
  const begins = head.length + meta(0).length + 8
  return new Uint8Array(Buffer.concat([head, meta(begins), box('mdat', picture)]))
}

/** One item, one stretch of bytes. */
function locate(offset: number, length: number): Buffer {
  const table = Buffer.alloc(18)
  table.writeUInt8(0x44, 0)
  table.writeUInt16BE(1, 2)
  table.writeUInt16BE(1, 4)
  table.writeUInt16BE(1, 8)
  table.writeUInt32BE(offset, 10)
  table.writeUInt32BE(length, 14)
  return table
}

function box(name: string, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length + 8)
  return Buffer.concat([length, Buffer.from(name, 'latin1'), content])
}

/** With version and flags, both 0. */
function full(name: string, ...parts: Buffer[]): Buffer {
  return box(name, Buffer.alloc(4), ...parts)
}

function boxIn(file: Buffer, name: string): Buffer {
  const at = file.indexOf(name, 0, 'latin1')
  return file.subarray(at + 4, at - 4 + file.readUInt32BE(at - 4))
}

/** The first sample, which is a whole picture: its length stands in `stsz`, its place in `stco`. */
function frameOf(file: Buffer): Buffer {
  const [sizes, places] = [boxIn(file, 'stsz'), boxIn(file, 'stco')]
  const length = sizes.readUInt32BE(4) || sizes.readUInt32BE(12)
  const from = places.readUInt32BE(8)
  return file.subarray(from, from + length)
}
