import { useCallback } from 'react'

import type { Language } from '#kit/contract'

import { localeOf } from '../language/locale-of.ts'
import { madeOnce } from '../language/made-once.ts'
import { useLanguage } from '../language/text-provider.tsx'

/** Says an amount in its currency, in the reader's language. Amounts come as exact decimal numbers. */
export function useMoney(): (money: { value: string; currency: string }) => string {
  const { language } = useLanguage()
  return useCallback(({ value, currency }) => formatterIn(language, currency).format(Number(value)), [language])
}

const formatterIn = madeOnce(
  (language: Language, currency: string) =>
    new Intl.NumberFormat(localeOf(language), { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }),
)

/** Those in which people here are most often paid come first; any other can be typed. */
export const currencies = ['TWD', 'USD', 'EUR', 'JPY', 'HKD', 'CNY', 'GBP', 'SGD', 'MYR', 'KRW', 'AUD', 'CAD']
