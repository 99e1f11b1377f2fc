import type { Language } from '#kit/contract'

interface Asked {
  /** What the person wrote in, as it was understood; null where that is not known. */
  readonly theirs: string | null
  /** The brand's own language. */
  readonly brand: Language
}

/** Which of these languages fits what somebody wrote: theirs, in their script before others; where it is not there or not known, the brand's, English, or the first. */
export function fittingLanguage(languages: readonly string[], { theirs, brand }: Asked): string {
  const known = theirs === null || theirs === 'und' ? undefined : theirs
  return nearest(languages, known) ?? nearest(languages, brand) ?? nearest(languages, 'en') ?? languages[0] ?? ''
}

function nearest(languages: readonly string[], wanted: string | undefined): string | undefined {
  if (wanted === undefined) return undefined
  const alike = (key: (language: string) => string) => languages.find((language) => key(language) === key(wanted))
  return alike(String) ?? alike(written) ?? alike(spoken)
}

/** Traditional and simplified Chinese are written differently, whatever country they are named by. */
function written(language: string): string {
  const { language: tongue, script } = new Intl.Locale(language).maximize()
  return `${tongue}-${script}`
}

const spoken = (language: string) => new Intl.Locale(language).language
