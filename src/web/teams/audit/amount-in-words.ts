import type { Language } from '#kit/contract'

import { localeOf } from '../../language/locale-of.ts'
import { madeOnce } from '../../language/made-once.ts'

type Unit = 'minute' | 'hour' | 'day' | 'month'

/** An amount with its unit in full. Minutes are told in the units that people count in: 1 day 2 hours 30 minutes. */
export function amountInWords(amount: number, unit: Unit, language: Language): string {
  if (unit !== 'minute' || amount < 60) return unitsIn(language, unit).format(amount)
  const parts = [
    [Math.floor(amount / 1440), 'day'],
    [Math.floor((amount % 1440) / 60), 'hour'],
    [amount % 60, 'minute'],
  ] as const
  return parts.flatMap(([count, part]) => (count > 0 ? [unitsIn(language, part).format(count)] : [])).join(' ')
}

const unitsIn = madeOnce(
  (language: Language, unit: Unit) => new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'long' }),
)
