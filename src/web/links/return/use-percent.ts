import { localeOf } from '../../language/locale-of.ts'
import { useLanguage } from '../../language/text-provider.tsx'

/** 157.2% of 157.2, with at most so many decimals. */
export function usePercent(): (value: number, decimals: number) => string {
  const { language } = useLanguage()
  return (value, decimals) =>
    new Intl.NumberFormat(localeOf(language), { style: 'percent', maximumFractionDigits: decimals }).format(value / 100)
}
