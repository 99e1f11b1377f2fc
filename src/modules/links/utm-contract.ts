import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals } from '#kit/contract'

/** The five parameters by which web analytics tell campaigns apart. */
export const UtmName = z.enum(['source', 'medium', 'campaign', 'term', 'content'])
export type UtmName = z.output<typeof UtmName>

/** By name, without their `utm_`. */
export const Utm = z.partialRecord(UtmName, z.string().trim().max(200))
export type Utm = z.output<typeof Utm>

/** A text with variables such as `{campaign}`; empty where the parameter is left out. */
const Pattern = z
  .string()
  .trim()
  .max(200)
  .regex(
    /^(?:[^{}]|\{(?:brand|campaign|network|account|post|date|label)\})*$/,
    'Variables are {brand}, {campaign}, {network}, {account}, {post}, {date} and {label}.',
  )

export const Patterns = z.object({ source: Pattern, medium: Pattern, campaign: Pattern, term: Pattern, content: Pattern })
export type Patterns = z.output<typeof Patterns>

/** For the brand as a whole, or for a campaign, a network, or a campaign on a network: the narrowest that fits counts, whole. */
export const Preset = z.object({
  /** Absent where nobody set one: what counts for a brand until then. */
  id: z.uuid().optional(),
  campaignId: z.uuid().optional(),
  network: z.string().optional(),
  patterns: Patterns,
})
export type Preset = z.output<typeof Preset>

/** `utm`: addresses in posts get the parameters; `shorten`: they become short links of their own as well, one for each account. */
export const LinkSettings = z.object({
  inPosts: z.enum(['off', 'utm', 'shorten']),
  /** For the short links of posts; absent: the server's own address. */
  domainId: z.uuid().optional(),
  /** A click's id goes along to the target, so that a conversion can be traced to it. */
  measuresConversions: z.boolean(),
})
export type LinkSettings = z.output<typeof LinkSettings>

const Scope = z.object({ brandId: z.uuid(), campaignId: z.uuid().optional(), network: z.string().max(40).optional() })

export const utmProcedures = {
  presets: asks('links.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/links/presets',
      summary: 'What is added to addresses, by campaign and network; the brand’s own comes first',
    })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Preset)),
  setPreset: asks('links.write', 'changes')
    .route({ method: 'PUT', path: '/links/presets', summary: 'Set what is added to addresses of the brand, a campaign, a network or both' })
    .errors(commonRefusals)
    .input(Scope.extend({ patterns: Patterns }))
    .output(Preset),
  removePreset: asks('links.write', 'changes')
    .route({ method: 'DELETE', path: '/links/presets/{presetId}', summary: 'Remove a preset; the next wider one counts' })
    .errors(commonRefusals)
    .input(z.object({ presetId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  utm: asks('links.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/links/utm', summary: 'The parameters that a link made now would get' })
    .errors(commonRefusals)
    .input(Scope)
    .output(Utm),
  settings: asks('links.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/links/settings', summary: 'What the brand does with the links of its posts' })
    .errors(commonRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(LinkSettings),
  setSettings: asks('brands.manage', 'changes')
    .route({ method: 'PATCH', path: '/links/settings', summary: 'Change what the brand does with the links of its posts' })
    .errors(commonRefusals)
    .input(
      z.object({
        brandId: z.uuid(),
        inPosts: LinkSettings.shape.inPosts.optional(),
        /** `null`: the server's own address. */
        domainId: z.uuid().nullable().optional(),
        measuresConversions: z.boolean().optional(),
      }),
    )
    .output(LinkSettings),
}
