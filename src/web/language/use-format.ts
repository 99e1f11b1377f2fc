import { useBrandIfAny } from '../frame/who.ts'
import { formatIn, type Format } from './format.ts'
import { useLanguage } from './text-provider.tsx'

/** Formats in the reader's language and the brand's zone, or the one given. */
export function useFormat(timeZone?: string): Format {
  const { language } = useLanguage()
  const brand = useBrandIfAny()
  return formatIn(language, timeZone ?? brand?.timeZone ?? browserTimeZone())
}

export const browserTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
