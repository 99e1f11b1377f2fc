import { useLanguage } from '../../language/text-provider.tsx'

/** A language's name: those of Hearth in themselves, others in the reader's language. What nobody knows stays its tag. */
export function useLanguageName(): (tag: string) => string {
  const { language, texts } = useLanguage()
  const ours: Readonly<Record<string, string>> = texts.frame.languages
  const names = new Intl.DisplayNames([language], { type: 'language' })
  return (tag) => {
    const own = ours[tag]
    if (own !== undefined) return own
    try {
      return names.of(tag) ?? tag
    } catch {
      return tag
    }
  }
}
