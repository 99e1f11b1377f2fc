import { localeOf } from '../../language/locale-of.ts'
import { useLanguage } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { toTheMinute } from '../how-long.ts'
import { type FigureValue, numberOf } from './figures-of.ts'
import { useMeasuresText } from './use-measures-text.ts'

/** Numbers in words: times to the minute, shares in per cent, and what is not known as that, never as nought. */
export function useSayFigure() {
  const { notKnown } = useMeasuresText()
  const { language } = useLanguage()
  const format = useFormat()
  const percents = new Intl.NumberFormat(localeOf(language), { style: 'percent', maximumFractionDigits: 0 })
  const time = (seconds: number | undefined) => (seconds === undefined ? notKnown : toTheMinute(seconds * 1000, language))
  const share = (part: number) => percents.format(part)
  return {
    time,
    share,
    figure: (value: FigureValue) => {
      const number = numberOf(value)
      if (number === undefined) return notKnown
      if (value.is === 'time') return time(number)
      return value.is === 'share' ? share(number) : format.number(number)
    },
  }
}
