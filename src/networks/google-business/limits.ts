import type { Json } from '#kit/json'

import type { ImageRules } from '../network.ts'

/** Of a post: 1,500 characters are what Google's own page takes, 58 of a title; the API's reference names no limits. */
export const limits = { text: 1500, title: 58, coupon: 58, terms: 5000, address: 1500, reply: 4096 } as const

/** One photo, which Google fetches itself. It is shown about 4 to 3 and cut further where there is less room. */
export const imageRules: ImageRules = {
  maxPerPart: 1,
  maxBytes: 5_000_000,
  maxSide: 2048,
  mimeTypes: ['image/jpeg', 'image/png'],
  // Posts have no field for what a photo shows.
  maxAltLength: 0,
  ratio: { min: 0.5, max: 2 },
}

/** In pixels, and bytes. */
export const smallest = { width: 400, height: 300, bytes: 10_240 } as const

/** What is known of a location. */
export interface Known {
  /** Has Google accepted that the business speaks for it (“Voice of Merchant”)? undefined where it was not asked. */
  readonly voice: boolean | undefined
  /** Has it a telephone number that a button could call? */
  readonly phone: boolean | undefined
}

/** Read by hand, so that no schema library comes along into the page. */
export function knownOf(known: Json): Known {
  if (typeof known !== 'object' || known === null || Array.isArray(known)) return { voice: undefined, phone: undefined }
  const { voice, phone } = Object.fromEntries(Object.entries(known))
  return { voice: asFlag(voice), phone: asFlag(phone) }
}

function asFlag(value: Json | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}
