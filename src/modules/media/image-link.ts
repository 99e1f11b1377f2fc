import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

import { z } from 'zod'

import type { WantedImage } from './image-for.ts'
import type { MediaNeeds } from './needs.ts'

/** Long enough for a network that fetches minutes later, short enough that a leaked link soon opens nothing. */
const lifetime = { hours: 1 }

type Signing = Pick<MediaNeeds, 'clock' | 'secretKey' | 'publicUrl'>

/** An address under which anyone who has it can fetch the image within these rules for the next hour. */
export function imageLink({ clock, secretKey, publicUrl }: Signing, { workspaceId, image, rules }: WantedImage): string {
  const { maxSide, maxBytes, mimeTypes, ratio, maxAltLength, maxPerPart } = rules
  const ticket: Ticket = {
    w: workspaceId,
    m: image.mediaId,
    ...(image.focus ? { f: { x: image.focus.x, y: image.focus.y } } : {}),
    r: { maxSide, maxBytes, mimeTypes: [...mimeTypes], maxAltLength, maxPerPart, ...(ratio ? { ratio } : {}) },
    e: Math.floor(clock.now().add(lifetime).epochMilliseconds / 1000),
  }
  const written = Buffer.from(JSON.stringify(ticket)).toString('base64url')
  return `${publicUrl}/media/link/${written}.${sign(secretKey, written)}`
}

/** What a link that was given out shows; undefined where it was not ours or has run out. */
export function readImageLink({ clock, secretKey }: Signing, token: string): WantedImage | undefined {
  const [written = '', signature = ''] = token.split('.')
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(secretKey, written))]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const { w, m, f, r, e } = Ticket.parse(JSON.parse(Buffer.from(written, 'base64url').toString()))
  if (e * 1000 < clock.now().epochMilliseconds) return undefined
  const { ratio, ...rules } = r
  return { workspaceId: w, image: { mediaId: m, ...(f ? { focus: f } : {}) }, rules: { ...rules, ...(ratio ? { ratio } : {}) } }
}

const Ticket = z.object({
  w: z.string(),
  m: z.string(),
  f: z.object({ x: z.number(), y: z.number() }).optional(),
  r: z.object({
    maxSide: z.number(),
    maxBytes: z.number(),
    mimeTypes: z.array(z.string()),
    maxAltLength: z.number(),
    maxPerPart: z.number(),
    ratio: z.object({ min: z.number(), max: z.number() }).optional(),
  }),
  e: z.number(),
})
type Ticket = z.output<typeof Ticket>

/** HMAC-SHA256 under a key of its own, derived from the secret key (RFC 5869). */
function sign(secretKey: Uint8Array, written: string): string {
  const key = hkdfSync('sha256', secretKey, new Uint8Array(), 'hearth media links', 32)
  return createHmac('sha256', Buffer.from(key)).update(written).digest('base64url')
}
