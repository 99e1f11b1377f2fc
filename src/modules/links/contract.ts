import { z } from 'zod'

import { MediaItem } from '#contract/media'
import { asks } from '#contract/teams'
import { commonRefusals, type RefusalKind } from '#kit/contract'

import { conversions } from './conversions-contract.ts'
import { inPostsProcedures } from './in-posts-contract.ts'
import { returns } from './return-contract.ts'
import { shortLinks } from './short-contract.ts'
import { utmProcedures } from './utm-contract.ts'

export type * from './conversions-contract.ts'
export { conversionRefusals } from './conversions-contract.ts'
export type * from './return-contract.ts'
export { returnRefusals } from './return-contract.ts'
/** All that the page speaks of. */
export { shortRefusals } from './short-contract.ts'
export type { ClickCounts, Domain, LinkClicks, ShortLink } from './short-contract.ts'
export type { LinkSettings, Patterns, Preset, Utm, UtmName } from './utm-contract.ts'

export const linksRefusals = {
  ...commonRefusals,
  PAGE_UNREACHABLE: {
    status: 422,
    message: 'The page did not answer or is not public. Check the address, or write the card’s title yourself.',
  },
} as const satisfies Record<string, RefusalKind>

export const LinkPreview = z.object({ url: z.url(), title: z.string(), description: z.string(), thumb: MediaItem.optional() })
export type LinkPreview = z.output<typeof LinkPreview>

export const links = {
  ...shortLinks,
  ...utmProcedures,
  ...inPostsProcedures,
  preview: asks('posts.write', 'changes', 'accounts')
    .route({
      method: 'POST',
      path: '/links/preview',
      summary: 'Read a public page’s title, description and picture for a link card; the picture joins the library',
    })
    .errors(linksRefusals)
    .input(z.object({ brandId: z.uuid(), url: z.url({ protocol: /^https?$/ }).max(2000) }))
    .output(LinkPreview),
  ...conversions,
  ...returns,
}
