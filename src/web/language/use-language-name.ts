import { useMemo } from 'react'

import { useLanguage } from './text-provider.tsx'

/** What a language tag is called, in the reader's language. */
export function useLanguageName(): (tag: string) => string {
  const { language } = useLanguage()
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'language' })
    return (tag: string) => (tag === '' ? tag : (names.of(tag) ?? tag))
  }, [language])
}
