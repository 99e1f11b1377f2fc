import { useLanguage } from '../../language/text-provider.tsx'

/** 157.2% of 157.2, with at most so many decimals. */
export function usePercent(): (value: number, decimals: number) => string {
  const { language } = useLanguage()
  return (value, decimals) =>
    new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { style: 'percent', maximumFractionDigits: decimals }).format(value / 100)
}
