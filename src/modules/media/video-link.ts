import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

import { z } from 'zod'

import type { MediaNeeds } from './needs.ts'
import { keyOfWish, wishOf } from './rendition-wish.ts'
import type { RenditionId } from './renditions.ts'
import type { WantedVideo } from './video-for.ts'

/** Networks fetch large files late and in pieces. */
const lifetime = { hours: 6 }

type Signing = Pick<MediaNeeds, 'clock' | 'secretKey' | 'publicUrl'>

/** An address under which anyone who has it can fetch the rendition, which is ready, for the next six hours. */
export function videoLink({ clock, secretKey, publicUrl }: Signing, { workspaceId, video, rules }: WantedVideo): string {
  const ticket: Ticket = {
    w: workspaceId,
    v: video.mediaId,
    k: keyOfWish(wishOf(video, rules)),
    e: Math.floor(clock.now().add(lifetime).epochMilliseconds / 1000),
  }
  const written = Buffer.from(JSON.stringify(ticket)).toString('base64url')
  return `${publicUrl}/media/link/${written}.${sign(secretKey, written)}`
}

/** Which rendition a link that was given out shows; undefined where it was not ours or has run out. */
export function readVideoLink({ clock, secretKey }: Pick<Signing, 'clock' | 'secretKey'>, token: string): RenditionId | undefined {
  const [written = '', signature = ''] = token.split('.')
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(secretKey, written))]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const { w, v, k, e } = Ticket.parse(JSON.parse(Buffer.from(written, 'base64url').toString()))
  return e * 1000 < clock.now().epochMilliseconds ? undefined : { workspaceId: w, mediaId: v, key: k }
}

const Ticket = z.object({ w: z.string(), v: z.string(), k: z.string(), e: z.number() })
type Ticket = z.output<typeof Ticket>

/** HMAC-SHA256 under a key of its own, derived from the secret key (RFC 5869). */
function sign(secretKey: Uint8Array, written: string): string {
  const key = hkdfSync('sha256', secretKey, new Uint8Array(), 'hearth film links', 32)
  return createHmac('sha256', Buffer.from(key)).update(written).digest('base64url')
}
