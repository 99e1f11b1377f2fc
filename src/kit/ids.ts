import { z } from 'zod'

/** An id that cannot be mistaken for the id of something else: `Id<'post'>`. */
export type Id<Brand extends string> = string & z.$brand<Brand>

/** The schema of one kind of id: `const PostId = idOf('post')`, `type PostId = z.output<typeof PostId>`. On the wire a plain UUID. */
export function idOf<Brand extends string>(_brand: Brand): z.ZodType<Id<Brand>, string> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type of brand() cannot be resolved for a brand that is a parameter
  return z.uuid() as unknown as z.ZodType<Id<Brand>, string>
}

/** A new id whose order is its age (UUID version 7). */
export function newId<Brand extends string>(kind: z.ZodType<Id<Brand>, string>, now = Temporal.Now.instant()): Id<Brand> {
  return kind.parse(uuidv7(now))
}

/** 48 bits of milliseconds, then random ones: Node makes them only for the present moment. */
export function uuidv7(now = Temporal.Now.instant()): string {
  const bytes = randomBytes()
  const view = new DataView(bytes.buffer)
  view.setUint32(0, Math.floor(now.epochMilliseconds / 0x10000))
  view.setUint16(4, now.epochMilliseconds % 0x10000)
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f))
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f))
  const hex = bytes.toHex()
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Drawn for many ids at once: most of what drawing takes is the asking. */
const drawn = new Uint8Array(16 * 256)
let used = drawn.length

function randomBytes(): Uint8Array<ArrayBuffer> {
  if (used === drawn.length) {
    crypto.getRandomValues(drawn)
    used = 0
  }
  used += 16
  return drawn.slice(used - 16, used)
}
