/** How much a rule wants: to be seen, to be confirmed by whoever sends it all the same, or to be kept. */
export type Severity = 'advise' | 'warn' | 'block'

/** What a rule looks for. Words are compared without case, width and accents of typing; see `read-contract.ts`. */
export type Check =
  | { readonly kind: 'banned'; readonly words: readonly string[]; readonly except: readonly string[]; readonly inflected: boolean }
  | { readonly kind: 'preferred'; readonly pairs: readonly Pair[]; readonly except: readonly string[]; readonly inflected: boolean }
  /** At least one of `words`; where `when` names words, only in texts that have one of those. */
  | { readonly kind: 'required'; readonly words: readonly string[]; readonly when: readonly string[] }
  /** A paid post, known by a label of ours or by words such as a coupon’s, has to carry one of `marks`. */
  | {
      readonly kind: 'disclosure'
      readonly labelIds: readonly string[]
      readonly when: readonly string[]
      readonly marks: readonly string[]
    }
  /** Words that promise something, unless they stand in a phrase whose proof is known. */
  | { readonly kind: 'claim'; readonly words: readonly string[]; readonly proven: readonly Proven[] }
  /** Emoji in a part. */
  | { readonly kind: 'emoji'; readonly most: number }
  /** Capital letters among all letters of a part, in per cent. */
  | { readonly kind: 'capitals'; readonly most: number }
  | { readonly kind: 'hashtags'; readonly most: number; readonly readable: boolean; readonly except: readonly string[] }
  | { readonly kind: 'described'; readonly alt: boolean; readonly captions: boolean }
  /** Domains; each stands for what lies below it too. Where `only` names none, all but `never`. */
  | { readonly kind: 'links'; readonly only: readonly string[]; readonly never: readonly string[]; readonly shorteners: boolean }
  /** How the brand sounds: examples to read, and how long a sentence may be, in words or in Chinese characters. */
  | {
      readonly kind: 'voice'
      readonly say: readonly string[]
      readonly avoid: readonly string[]
      readonly longestWords: number | null
      readonly longestCharacters: number | null
    }
export type CheckKind = Check['kind']

export interface Pair {
  readonly word: string
  readonly say: string
}

export interface Proven {
  readonly phrase: string
  /** Where the proof is: a study, a certificate, its date. */
  readonly proof: string
}

export interface Rule {
  readonly id: string
  readonly severity: Severity
  readonly where: readonly Where[]
  readonly check: Check
}
export type Where = 'posts' | 'answers'

/** What somebody is about to say, as far as rules look at it. */
export interface Written {
  readonly where: Where
  readonly parts: readonly WrittenPart[]
  readonly labelIds: readonly string[]
}

export interface WrittenPart {
  readonly text: string
  readonly media: readonly WrittenMedia[]
  /** The address of its link card. */
  readonly link?: string | undefined
}

export interface WrittenMedia {
  readonly kind: string
  readonly alt: string
  readonly captioned: boolean
}

/** A place where a rule is not kept, or with no place all of the text. */
export interface Found {
  readonly ruleId: string
  readonly part: number
  /** The item of the part’s media that it is about; with `at`, its alt text. */
  readonly media?: number
  /** In UTF-16 units of the text, or of the alt text. */
  readonly at?: { readonly start: number; readonly end: number }
  /** What stands there. */
  readonly words?: string
  /** What to say instead. */
  readonly say?: string
  /** What was counted: emoji, hashtags, per cent of capitals, words or characters of a sentence. */
  readonly count?: number
}
