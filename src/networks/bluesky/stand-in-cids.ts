import { createHash } from 'node:crypto'

import type { Json } from '#kit/json'

const dagCbor = 0x71
const raw = 0x55

/** The address of a record: SHA-256 over its DAG-CBOR form. The same record has the same address everywhere. */
export function cidOf(value: Json): string {
  return written(dagCbor, encode(value))
}

/** The address of a file: SHA-256 over its bytes. */
export function cidOfBytes(bytes: Uint8Array): string {
  return written(raw, bytes)
}

export function isCid(text: string): boolean {
  return /^b[a-z2-7]{58}$/.test(text)
}

/** CIDv1: version, codec, SHA-256, 32 bytes; in base32. */
function written(codec: number, bytes: Uint8Array): string {
  const digest = createHash('sha256').update(bytes).digest()
  return `b${base32(Buffer.concat([Buffer.from([1, codec, 0x12, 0x20]), digest]))}`
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

export function base32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff
    bits += 8
    for (; bits >= 5; bits -= 5) text += alphabet.charAt((held >> (bits - 5)) & 31)
  }
  return bits > 0 ? text + alphabet.charAt((held << (5 - bits)) & 31) : text
}

function fromBase32(text: string): Uint8Array {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const character of text) {
    held = ((held << 5) | alphabet.indexOf(character)) & 0xffff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 255)
  }
  return Uint8Array.from(bytes)
}

/** DAG-CBOR, as far as JSON goes: lengths as short as they can be, keys by length and then by bytes. */
function encode(value: Json): Uint8Array {
  if (value === null) return Buffer.from([0xf6])
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4])
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return withHead(3, Buffer.from(value))
  if (isList(value)) return Buffer.concat([head(4, value.length), ...value.map(encode)])
  const { $link: link, $bytes: bytes } = value
  if (typeof link === 'string')
    return Buffer.concat([Buffer.from([0xd8, 42]), withHead(2, Buffer.concat([Buffer.from([0]), fromBase32(link.slice(1))]))])
  if (typeof bytes === 'string') return withHead(2, Buffer.from(bytes, 'base64'))
  const keys = Object.keys(value).toSorted(
    (a, b) => Buffer.byteLength(a) - Buffer.byteLength(b) || Buffer.compare(Buffer.from(a), Buffer.from(b)),
  )
  return Buffer.concat([head(5, keys.length), ...keys.flatMap((key) => [encode(key), encode(value[key] ?? null)])])
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function withHead(major: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([head(major, bytes.length), bytes])
}

function head(major: number, size: number): Uint8Array {
  const type = major << 5
  if (size < 24) return Buffer.from([type | size])
  if (size < 0x100) return Buffer.from([type | 24, size])
  if (size < 0x1_0000) return Buffer.from([type | 25, size >> 8, size & 255])
  const long = Buffer.alloc(size < 0x1_0000_0000 ? 5 : 9)
  if (long.length === 5) long.writeUInt32BE(size, 1)
  else long.writeBigUInt64BE(BigInt(size), 1)
  long[0] = type | (long.length === 5 ? 26 : 27)
  return long
}
