import { z } from 'zod'

import { Stage } from '../conversions-contract.ts'

/** Codes with which a single conversion may be refused while others of the same request are kept. */
export type NotKept = 'ID_TAKEN' | 'CONVERSION_ERASED' | 'NO_SUCH_CONVERSION' | 'OTHER_CURRENCY'

/** A conversion as it comes in, checked. */
export interface Received {
  readonly externalId: string
  readonly stage: Stage | undefined
  readonly money: { readonly value: string; readonly currency: string } | undefined
  readonly clickId: string | undefined
  /** Undefined: now. */
  readonly at: Temporal.Instant | undefined
  readonly corrects: string | undefined
}

const currencies = new Set(Intl.supportedValuesOf('currency'))
const decimal = /^-?\d{1,12}(?:\.\d{1,4})?$/

/** As sites write it: a number or its text, a currency in either case, an id of text or number. What is empty counts as not given. */
const Written = z.object({
  id: z.union([z.string().trim().min(1).max(200), z.int()]).transform(String),
  stage: given(Stage),
  value: given(z.union([z.string().trim(), z.number()]).transform(String).pipe(z.string().regex(decimal))),
  currency: given(
    z
      .string()
      .trim()
      .toUpperCase()
      .refine((code) => currencies.has(code)),
  ),
  clickId: given(z.string().trim().max(200)),
  at: given(z.iso.datetime({ offset: true })),
  corrects: given(z.union([z.string().trim().min(1).max(200), z.int()]).transform(String)),
})

type Parsed = { readonly received: Received } | { readonly wrong: string }

interface Limits {
  readonly now: Temporal.Instant
  /** Whoever cannot prove who they are takes no value away and sets no time. */
  readonly trusted: boolean
}

/** Reads one conversion; `wrong` names the field that cannot be understood. */
export function readReceived(written: unknown, { now, trusted }: Limits): Parsed {
  const parsed = Written.safeParse(written)
  if (!parsed.success) return { wrong: String(parsed.error.issues[0]?.path[0] ?? 'body') }
  const { id, stage, value, currency, clickId, at, corrects } = parsed.data
  const instant = at === undefined || !trusted ? undefined : Temporal.Instant.from(at)
  if (stage === undefined && corrects === undefined) return { wrong: 'stage' }
  if ((value === undefined) !== (currency === undefined)) return { wrong: value === undefined ? 'value' : 'currency' }
  if (value?.startsWith('-') && corrects === undefined) return { wrong: 'value' }
  if (corrects !== undefined && (!trusted || value === undefined)) return { wrong: trusted ? 'value' : 'corrects' }
  if (instant && !isPossible(instant, now)) return { wrong: 'at' }
  const money = value === undefined || currency === undefined ? undefined : { value: plainDecimal(value), currency }
  return { received: { externalId: id, stage, money, clickId: readClickId(clickId), at: instant, corrects } }
}

const forward = { minutes: 5 }
const longestBack = { hours: 24 * 366 * 5 }

/** Clocks differ a little; what lies in the future or many years back is a mistake. */
export function isPossible(at: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, now.add(forward)) <= 0 && Temporal.Instant.compare(at, now.subtract(longestBack)) >= 0
}

/** What is no id of a click counts as none: addresses are passed on by people and get broken. */
export function readClickId(written: string | undefined): string | undefined {
  return z.uuid().safeParse(written?.toLowerCase()).data
}

/** One way of writing each number: no leading zeros, none behind. */
export function plainDecimal(written: string): string {
  const [whole = '', decimals = ''] = written.replace('-', '').split('.')
  const kept = decimals.replace(/0+$/, '')
  const plain = `${whole.replace(/^0+(?=\d)/, '')}${kept === '' ? '' : `.${kept}`}`
  return written.startsWith('-') && plain !== '0' ? `-${plain}` : plain
}

function given<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional())
}
