import type { Language } from '#kit/contract'

interface Asked {
  /** What the person wrote. */
  readonly theirs: string
  /** The brand's own language. */
  readonly brand: Language
}

/** Which of these languages fits what somebody wrote: one in their script, the brand's before others; otherwise the brand's, English, or the first. */
export function fittingLanguage(languages: readonly string[], { theirs, brand }: Asked): string {
  const script = scriptIn(theirs)
  const readable = languages.filter((language) => script !== undefined && scriptOf(language) === script)
  return nearest(readable, brand) ?? readable[0] ?? nearest(languages, brand) ?? nearest(languages, 'en') ?? languages[0] ?? ''
}

function nearest(languages: readonly string[], wanted: string): string | undefined {
  return languages.find((language) => language === wanted) ?? languages.find((language) => base(language) === base(wanted))
}

const base = (language: string) => new Intl.Locale(language).language

const scripts = {
  Hira: /\p{Script=Hiragana}|\p{Script=Katakana}/gu,
  Hang: /\p{Script=Hangul}/gu,
  Hani: /\p{Script=Han}/gu,
  Thai: /\p{Script=Thai}/gu,
  Cyrl: /\p{Script=Cyrillic}/gu,
  Arab: /\p{Script=Arabic}/gu,
  Hebr: /\p{Script=Hebrew}/gu,
  Grek: /\p{Script=Greek}/gu,
  Deva: /\p{Script=Devanagari}/gu,
  Latn: /\p{Script=Latin}/gu,
} as const
type Script = keyof typeof scripts

/** Kana make it Japanese however many Chinese characters there are. A Chinese character says about as much as three letters. */
function scriptIn(text: string): Script | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant object are known
  const counted = (Object.keys(scripts) as Script[]).map((script) => ({ script, count: text.match(scripts[script])?.length ?? 0 }))
  if (counted.some(({ script, count }) => script === 'Hira' && count > 1)) return 'Hira'
  const weighed = counted.map(({ script, count }) => ({ script, weight: count * (script === 'Hani' ? 3 : 1) }))
  const [most] = weighed.toSorted((a, b) => b.weight - a.weight)
  return most && most.weight > 0 ? most.script : undefined
}

const written: Readonly<Record<string, Script>> = { Jpan: 'Hira', Kore: 'Hang', Hant: 'Hani', Hans: 'Hani' }

function scriptOf(language: string): string | undefined {
  const { script } = new Intl.Locale(language).maximize()
  return script === undefined ? undefined : (written[script] ?? script)
}
