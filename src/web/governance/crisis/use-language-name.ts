import { useLanguage } from '../../language/text-provider.tsx'

/** A language's name in the reader's language: `zh-TW` is Traditional Chinese. What nobody knows stays its tag. */
export function useLanguageName(): (tag: string) => string {
  const { language } = useLanguage()
  const names = new Intl.DisplayNames([language], { type: 'language' })
  return (tag) => {
    try {
      return names.of(tag) ?? tag
    } catch {
      return tag
    }
  }
}
