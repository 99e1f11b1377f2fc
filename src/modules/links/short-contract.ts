import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

import { Utm } from './utm-contract.ts'

/** What followed a link. Only persons count as clicks; the others are shown apart. */
export const ClickKind = z.enum(['person', 'bot', 'preview', 'prefetch'])
export type ClickKind = z.output<typeof ClickKind>

export const DeviceKind = z.enum(['phone', 'tablet', 'computer'])
export type DeviceKind = z.output<typeof DeviceKind>

export const shortRefusals = {
  ...commonRefusals,
  CODE_TAKEN: { status: 409, message: 'This address is in use, or was before. Choose another ending.' },
  TARGET_IS_SHORT: { status: 422, message: 'This address is itself a short link. Enter the page it leads to.' },
  DOMAIN_TAKEN: { status: 409, message: 'A brand here uses this domain already. Remove it there first.' },
  NOT_A_DOMAIN: {
    status: 422,
    message: 'Enter a domain that is for short links alone, such as go.example.com, and not the one by which Hearth is opened.',
  },
} as const satisfies Record<string, RefusalKind>

/** Web addresses alone: a short link never runs a script or opens an app. */
const Target = z.url({ protocol: /^https?$/, error: 'Enter a web address that begins with https:// or http://.' }).max(2000)
const Code = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?$/, 'Use letters, digits and hyphens, at most 60.')
const Title = z.string().trim().max(120)

/** How often something happened, by what did it; `uniques` are persons who were new to the link that day. */
export const ClickCounts = z.object({
  persons: z.int(),
  uniques: z.int(),
  bots: z.int(),
  previews: z.int(),
  prefetches: z.int(),
})
export type ClickCounts = z.output<typeof ClickCounts>

export const ShortLink = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  /** The short address itself. */
  url: z.string(),
  title: z.string(),
  /** As its author wrote it. */
  target: z.string(),
  utm: Utm,
  /** Where it leads: the target with its UTM parameters. */
  address: z.string(),
  expiresAt: Instant.optional(),
  campaignId: z.uuid().optional(),
  network: z.string().optional(),
  /** The post, and the account's copy of it, that the link was made for. */
  postId: z.uuid().optional(),
  deliveryId: z.uuid().optional(),
  accountId: z.uuid().optional(),
  createdBy: z.string().optional(),
  createdAt: Instant,
  clicks: ClickCounts,
})
export type ShortLink = z.output<typeof ShortLink>

const Day = z.object({ day: z.iso.date(), counts: ClickCounts })

/** Days are the brand's; `referrers` and `devices` count persons. */
export const LinkClicks = z.object({
  days: z.array(Day),
  total: ClickCounts,
  referrers: z.array(z.object({ host: z.string().optional(), persons: z.int() })),
  devices: z.array(z.object({ device: DeviceKind, persons: z.int() })),
})
export type LinkClicks = z.output<typeof LinkClicks>

export const Domain = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  host: z.string(),
  /** When somebody last came by this name, to the hour: it leads here. */
  seenAt: Instant.optional(),
  links: z.int(),
})
export type Domain = z.output<typeof Domain>

export const shortLinks = {
  create: asks('posts.write', 'creates', 'accounts')
    .route({ method: 'POST', path: '/links', summary: 'Make a short link; without `utm` it gets the parameters of the preset that fits' })
    .errors(shortRefusals)
    .input(
      z.object({
        brandId: z.uuid(),
        target: Target,
        title: Title.optional(),
        /** The end of the short address; chosen at random where it is left out. */
        code: Code.optional(),
        domainId: z.uuid().optional(),
        expiresAt: Instant.optional(),
        campaignId: z.uuid().optional(),
        network: z.string().max(40).optional(),
        utm: Utm.optional(),
      }),
    )
    .output(ShortLink),
  list: asks('links.read', 'reads')
    .route({ method: 'GET', path: '/links', summary: 'Short links of the brand, newest first' })
    .errors(shortRefusals)
    .input(
      z.object({
        brandId: z.uuid(),
        /** Those that members made, or those that were made for posts. */
        made: z.enum(['by-hand', 'for-posts']).optional(),
        text: z.string().trim().max(200).optional(),
        postId: z.uuid().optional(),
        cursor: z.string().max(100).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ links: z.array(ShortLink), next: z.string().optional() })),
  read: asks('links.read', 'reads')
    .route({ method: 'GET', path: '/links/{linkId}', summary: 'One short link' })
    .errors(shortRefusals)
    .input(z.object({ linkId: z.uuid() }))
    .output(ShortLink),
  clicks: asks('links.read', 'reads')
    .route({ method: 'GET', path: '/links/{linkId}/clicks', summary: 'What followed a link in the last days, by day and by kind' })
    .errors(shortRefusals)
    .input(z.object({ linkId: z.uuid(), days: z.coerce.number().int().min(1).max(400).default(30) }))
    .output(LinkClicks),
  change: asks('links.write', 'changes')
    .route({
      method: 'PATCH',
      path: '/links/{linkId}',
      summary: 'Change where a link leads, its title, its parameters or when it ends; `null` lets it live on',
    })
    .errors(shortRefusals)
    .input(
      z.object({
        linkId: z.uuid(),
        target: Target.optional(),
        title: Title.optional(),
        utm: Utm.optional(),
        expiresAt: Instant.nullable().optional(),
      }),
    )
    .output(ShortLink),
  remove: asks('links.write', 'changes')
    .route({
      method: 'DELETE',
      path: '/links/{linkId}',
      summary: 'Withdraw a link; its address shows that it is over and is never given away again',
    })
    .errors(shortRefusals)
    .input(z.object({ linkId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  domains: asks('links.read', 'reads')
    .route({ method: 'GET', path: '/links/domains', summary: 'The brand’s own domains for short links' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Domain)),
  addDomain: asks('brands.manage', 'creates')
    .route({ method: 'POST', path: '/links/domains', summary: 'Use a domain of the brand’s own for its short links' })
    .errors(shortRefusals)
    .input(z.object({ brandId: z.uuid(), host: z.string().trim().max(253) }))
    .output(Domain),
  removeDomain: asks('brands.manage', 'changes')
    .route({ method: 'DELETE', path: '/links/domains/{domainId}', summary: 'Give up a domain; its links stop working' })
    .errors(shortRefusals)
    .input(z.object({ domainId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
}
