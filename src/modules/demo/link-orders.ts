import { chance } from './chance.ts'
import { type Calendar, instantOn } from './days.ts'
import type { LinkVisit } from './link-visits.ts'
import type { TradeLink } from './story.ts'

/** A conversion as a shop's list has it. */
export interface Order {
  readonly id: string
  readonly stage: 'lead' | 'opportunity' | 'sale'
  readonly value?: string
  readonly currency?: string
  readonly click_id?: string
  readonly at: string
  readonly corrects?: string
}

/** Those who followed a link and did more than look. The shop knows the click from the address they came to. */
export function buyersOf(
  { brings, target }: TradeLink,
  visits: readonly { visit: LinkVisit; to: string }[],
  { startedAt }: Calendar,
): readonly Order[] {
  if (!brings) return []
  return visits.flatMap(({ visit: { at, who }, to }) => {
    const clickId = new URL(to).searchParams.get('hearth_click')
    const later = at.add({ minutes: Math.ceil(chance(who, 'thinks it over') ** 3 * 900) + 2 })
    if (clickId === null || chance(who, 'buys') >= brings.share || Temporal.Instant.compare(later, startedAt) >= 0) return []
    const worth = brings.worth?.[Math.floor(chance(who, 'worth') * brings.worth.length)]
    const id = `${brings.stage}-${number(target, who)}`
    return [{ id, stage: brings.stage, click_id: clickId, at: later.toString(), ...priced(worth) }]
  })
}

/** Others come to the shop by themselves. */
export function walkIns(calendar: Calendar): Order[] {
  return [3, 6, 11, 17, 23, 29, 38, 47, 58, 71].map((day) => ({
    id: `sale-${number('by themselves', String(day))}`,
    stage: 'sale',
    at: instantOn(calendar, -day, '14:20').toString(),
    ...priced(480 + Math.floor(chance('by themselves', String(day)) * 8) * 120),
  }))
}

/** One of them sends it back. */
export function refundOf(orders: readonly Order[], { startedAt }: Calendar): readonly Order[] {
  const sold = orders.findLast(({ stage, click_id: clickId }) => stage === 'sale' && clickId !== undefined)
  if (sold?.value === undefined || sold.currency === undefined) return []
  const { id, stage, value, currency } = sold
  return [{ id: `${id}-back`, stage, value: `-${value}`, currency, corrects: id, at: startedAt.subtract({ minutes: 20 }).toString() }]
}

function priced(worth: number | undefined): Pick<Order, 'value' | 'currency'> {
  return worth === undefined ? {} : { value: String(worth), currency: 'TWD' }
}

function number(...words: readonly string[]): string {
  return String(Math.floor(chance(...words) * 1e6)).padStart(6, '0')
}
