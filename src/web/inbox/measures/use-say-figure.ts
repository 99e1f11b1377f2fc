import { type Change, digitsOfChange } from '#contract/change'
import type { Language } from '#kit/contract'

import { localeOf } from '../../language/locale-of.ts'
import { madeOnce } from '../../language/made-once.ts'
import { useLanguage } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { toTheMinute } from '../how-long.ts'
import { type FigureValue, numberOf } from './figures-of.ts'
import { useMeasuresText } from './use-measures-text.ts'

/** Numbers in words, as reports say them: times to the minute, shares in per cent, and what is not known as that, never as nought. */
export function useSayFigure() {
  const { notKnown, points } = useMeasuresText()
  const { language } = useLanguage()
  const format = useFormat()
  const time = (seconds: number | undefined) => (seconds === undefined ? notKnown : toTheMinute(seconds * 1000, language))
  const percent = (share: number, digits: 0 | 1) => percents(language, String(digits)).format(share)
  const change = (ratio: number) => percent(ratio, digitsOfChange(ratio * 100))
  return {
    time,
    change,
    figure: (value: FigureValue) => {
      const number = numberOf(value)
      if (number === undefined) return notKnown
      if (value.is === 'time') return time(number)
      return value.is === 'share' ? percent(number, 1) : format.number(number)
    },
    /** By how much, without a sign. */
    size: (value: FigureValue, by: Exclude<Change, { kind: 'same' }>) => {
      if (by.kind === 'points') return points(format.number(by.points))
      if (by.kind === 'ratio') return change(by.ratio)
      return value.is === 'time' ? time(by.amount) : format.number(by.amount)
    },
  }
}

const percents = madeOnce(
  (language: Language, digits: string) =>
    new Intl.NumberFormat(localeOf(language), { style: 'percent', maximumFractionDigits: Number(digits) }),
)
