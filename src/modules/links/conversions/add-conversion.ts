import { refuse } from '#kit/errors'
import { type Call, change } from '#modules/teams'

import { conversionRefusals, type Money, type Stage } from '../conversions-contract.ts'
import { keepConversions } from './keep-conversions.ts'
import type { ConversionNeeds } from './needs.ts'
import { plainDecimal } from './received.ts'
import { holdSite } from './sites.ts'

interface Wanted {
  readonly siteId: string
  readonly externalId: string
  readonly stage: Stage
  readonly money?: Money | undefined
  readonly at: string
  readonly clickId?: string | undefined
  readonly corrects?: string | undefined
}

/** A member writes down what no program told: a sale on the phone, a refund. */
export function addConversion({ db, clock }: Pick<ConversionNeeds, 'db' | 'clock'>, call: Call, wanted: Wanted): Promise<{ kept: true }> {
  const { siteId, externalId, stage, money, at, clickId, corrects } = wanted
  return change(db, call, async (tx) => {
    const site = await holdSite(tx, { workspaceId: call.acting.workspaceId, siteId })
    const received = {
      externalId,
      stage,
      money: money && { ...money, value: plainDecimal(money.value) },
      at: Temporal.Instant.from(at),
      clickId,
      corrects,
    }
    const [outcome = 'known'] = await keepConversions(tx, { site, source: 'hand', now: clock.now() }, [received])
    if (outcome !== 'fresh' && outcome !== 'known') throw refuse(conversionRefusals, outcome)
    const subject = { kind: 'conversion-site', id: siteId }
    return { value: { kept: true as const }, subject, detail: { name: site.name }, topics: ['conversions'] }
  })
}
