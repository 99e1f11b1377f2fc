import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

export const conversionRefusals = {
  ...commonRefusals,
  ID_TAKEN: {
    status: 409,
    message: 'This site has told of another conversion under this id. Give it an id of its own, or send a correction that names it.',
  },
  CONVERSION_ERASED: { status: 410, message: 'This conversion was erased on request. It does not come back.' },
  NO_SUCH_CONVERSION: {
    status: 422,
    message: 'There is no conversion under the id that is to be corrected, or it is a correction itself. Send the conversion first.',
  },
  OTHER_CURRENCY: { status: 422, message: 'A correction is in the currency of what it corrects. Send it in that currency.' },
  TOO_MANY_SITES: { status: 409, message: 'A brand has at most 20 sites. Remove one that is not used any more.' },
  CSV_UNREADABLE: {
    status: 422,
    message: 'This file cannot be read as CSV. Save it as CSV in UTF-8 with the columns id, stage, value, currency, click_id and at.',
  },
  CSV_TOO_LONG: { status: 413, message: 'At most 10,000 rows are taken in at once. Split the file.' },
} as const satisfies Record<string, RefusalKind>

/** How far it went: somebody is interested, there is something to sell, it is sold. */
export const Stage = z.enum(['lead', 'opportunity', 'sale'])
export type Stage = z.output<typeof Stage>

/** Who told of it: the script in a page, the site's server, a file, or a member. */
export const Source = z.enum(['script', 'server', 'csv', 'hand'])
export type Source = z.output<typeof Source>

/** An exact number without an exponent, at most four decimals. */
export const Decimal = z.string().regex(/^-?\d{1,12}(?:\.\d{1,4})?$/, 'Write a number such as 1280.50.')
/** ISO 4217. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Write a currency as three letters, e.g. TWD.')
  .refine(isCurrency, 'This is no currency of ISO 4217.')

/** Numbers of different currencies are never added up. */
export const Money = z.object({ value: Decimal, currency: Currency })
export type Money = z.output<typeof Money>

/** Why a conversion is put down to its click, or to none. */
const Attribution = z.enum(['attributed', 'no-click', 'unknown-click', 'robot', 'before-click', 'too-late'])
export type Attribution = z.output<typeof Attribution>

export const Conversion = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  /** The site's own name for it. */
  externalId: z.string(),
  stage: Stage,
  money: Money.optional(),
  at: Instant,
  source: Source,
  /** The external id of the conversion whose value this changes. */
  corrects: z.string().optional(),
  attribution: Attribution,
  /** What it came from; only of attributed ones. */
  from: z
    .object({
      clickedAt: Instant,
      linkId: z.uuid(),
      /** The link's title, or where it leads. */
      name: z.string(),
      postId: z.uuid().optional(),
      accountId: z.uuid().optional(),
      campaignId: z.uuid().optional(),
    })
    .optional(),
})
export type Conversion = z.output<typeof Conversion>

export const ConversionSite = z.object({
  id: z.uuid(),
  name: z.string(),
  key: z.string(),
  origins: z.array(z.string()),
  /** Whether its server has a secret to sign with. */
  signs: z.boolean(),
  /** The address of its script. */
  script: z.string(),
  /** Where its server sends. */
  endpoint: z.string(),
  scriptSeenAt: Instant.optional(),
  pageHeardAt: Instant.optional(),
  serverHeardAt: Instant.optional(),
})
export type ConversionSite = z.output<typeof ConversionSite>

/** Of one stage in one currency; without a currency: those that came without a value. */
const ConversionTotal = z.object({
  stage: Stage,
  currency: z.string().optional(),
  /** Corrections count as none, but their values do. */
  count: z.int(),
  attributed: z.int(),
  value: z.string().optional(),
  attributedValue: z.string().optional(),
})
export type ConversionTotal = z.output<typeof ConversionTotal>

/** A row of a file that cannot be taken in: the column that cannot be understood, a row of too few or too many cells, or what speaks against it. */
const RowTrouble = z.object({
  /** Of the file, as an editor counts. */
  line: z.int(),
  why: z.enum([
    'id',
    'stage',
    'value',
    'currency',
    'click_id',
    'at',
    'corrects',
    'cells',
    'ID_TAKEN',
    'CONVERSION_ERASED',
    'NO_SUCH_CONVERSION',
    'OTHER_CURRENCY',
  ]),
})
export type RowTrouble = z.output<typeof RowTrouble>

export const ConversionImport = z.object({
  rows: z.int(),
  /** New ones that are, or would be, taken in. */
  fresh: z.int(),
  /** Those that are here already, as they are. */
  known: z.int(),
  /** How many of the new ones are put down to a click. */
  attributed: z.int(),
  /** The first hundred. */
  troubles: z.array(RowTrouble),
  troubled: z.int(),
  kept: z.boolean(),
})
export type ConversionImport = z.output<typeof ConversionImport>

const SiteName = z.string().trim().min(1).max(60)
const Origin = z
  .string()
  .max(300)
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '') return url.origin
    context.addIssue({ code: 'custom', message: 'Write an address such as https://shop.example.' })
    return z.NEVER
  })
const Origins = z.array(Origin).min(1).max(20)

const days = { brandId: z.uuid(), from: z.iso.date(), to: z.iso.date() }
const inOrder = ({ from, to }: { from: string; to: string }) => from <= to
const crossed = 'The last day lies before the first.'

export const conversions = {
  conversionSites: asks('links.read', 'reads')
    .route({
      method: 'GET',
      path: '/conversion-sites',
      summary: 'The sites of a brand that tell of conversions, and whether its links carry the id of a click',
    })
    .errors(conversionRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(z.object({ sites: z.array(ConversionSite), windowDays: z.int(), measures: z.boolean() })),
  createConversionSite: asks('accounts.manage', 'creates')
    .route({ method: 'POST', path: '/conversion-sites', summary: 'Add a site whose pages or server will tell of conversions' })
    .errors(conversionRefusals)
    .input(z.object({ brandId: z.uuid(), name: SiteName, origins: Origins }))
    .output(ConversionSite),
  changeConversionSite: asks('accounts.manage', 'changes')
    .route({ method: 'PATCH', path: '/conversion-sites/{siteId}', summary: 'Change a site’s name, or which pages may send' })
    .errors(conversionRefusals)
    .input(z.object({ siteId: z.uuid(), name: SiteName.optional(), origins: Origins.optional() }))
    .output(ConversionSite),
  removeConversionSite: asks('accounts.manage', 'changes')
    .route({ method: 'DELETE', path: '/conversion-sites/{siteId}', summary: 'Delete a site with all its conversions' })
    .errors(conversionRefusals)
    .input(z.object({ siteId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  renewConversionSecret: asks('accounts.manage', 'changes')
    .route({
      method: 'POST',
      path: '/conversion-sites/{siteId}/secret',
      summary: 'Make the secret that the site’s server signs with, in place of the one before; it is shown this once',
    })
    .errors(conversionRefusals)
    .input(z.object({ siteId: z.uuid() }))
    .output(z.object({ secret: z.string() })),
  setConversionWindow: asks('accounts.manage', 'changes')
    .route({ method: 'PUT', path: '/conversion-window', summary: 'For how many days after a click conversions are put down to it' })
    .errors(conversionRefusals)
    .input(z.object({ brandId: z.uuid(), days: z.int().min(1).max(90) }))
    .output(z.object({ windowDays: z.int() })),
  conversions: asks('links.read', 'reads')
    .route({ method: 'GET', path: '/conversions', summary: 'Conversions of some days by the brand’s clock, newest first' })
    .errors(conversionRefusals)
    .input(
      z
        .object({
          ...days,
          stage: Stage.optional(),
          only: z.enum(['attributed', 'unattributed']).optional(),
          cursor: z.string().max(200).optional(),
          limit: z.coerce.number().int().min(1).max(100).default(50),
        })
        .refine(inOrder, crossed),
    )
    .output(z.object({ conversions: z.array(Conversion), next: z.string().optional() })),
  conversionTotals: asks('links.read', 'reads')
    .route({ method: 'GET', path: '/conversion-totals', summary: 'How many conversions of each stage, and their value by currency' })
    .errors(conversionRefusals)
    .input(z.object(days).refine(inOrder, crossed))
    .output(z.array(ConversionTotal)),
  exportConversions: asks('links.read', 'reads')
    .route({ method: 'GET', path: '/conversions/export', summary: 'The newest 20,000 conversions of some days as CSV' })
    .errors(conversionRefusals)
    .input(z.object(days).refine(inOrder, crossed))
    .output(z.object({ csv: z.string() })),
  addConversion: asks('results.write', 'creates')
    .route({ method: 'POST', path: '/conversions', summary: 'Write down a conversion by hand, or a correction of one' })
    .errors(conversionRefusals)
    .input(
      z
        .object({
          siteId: z.uuid(),
          externalId: z.string().trim().min(1).max(200),
          stage: Stage,
          money: Money.optional(),
          at: Instant,
          clickId: z.uuid().optional(),
          corrects: z.string().trim().min(1).max(200).optional(),
        })
        .refine(({ money, corrects }) => corrects !== undefined || !money?.value.startsWith('-'), 'Only a correction takes value away.'),
    )
    .output(z.object({ kept: z.literal(true) })),
  importConversions: asks('results.write', 'changes')
    .route({
      method: 'POST',
      path: '/conversion-sites/{siteId}/imports',
      summary: 'Take in conversions from a CSV file; without `confirm` nothing is kept, and the answer says what would be',
    })
    .errors(conversionRefusals)
    .input(z.object({ siteId: z.uuid(), csv: z.string().min(1).max(900_000), confirm: z.boolean().default(false) }))
    .output(ConversionImport),
  eraseConversions: asks('people.manage', 'changes')
    .route({
      method: 'POST',
      path: '/conversions/erasures',
      summary: 'Delete for good what is known under a conversion’s id or a click’s, with its corrections; it does not come back',
    })
    .errors(conversionRefusals)
    .input(
      z
        .object({ brandId: z.uuid(), externalId: z.string().max(200).optional(), clickId: z.uuid().optional() })
        .refine(({ externalId, clickId }) => (externalId === undefined) !== (clickId === undefined), 'Name one of the two.'),
    )
    .output(z.object({ erased: z.int() })),
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code)
}
