import type { Language } from '#kit/contract'

import { faces, people } from './faces.ts'
import { flags, signs } from './signs.ts'
import { activities, objects } from './things.ts'
import { food, nature } from './world.ts'

export interface Emoji {
  readonly sign: string
  /** What it is called first in each language. */
  readonly name: Readonly<Record<Language, string>>
  /** All it is found by, in small letters. */
  readonly words: string
}

export type EmojiGroup = keyof typeof written

const written = { faces, people, nature, food, activities, objects, signs, flags }

/** A choice that people use, in groups; more can be typed with the device's own keyboard. */
export const emojiGroups: readonly { readonly name: EmojiGroup; readonly emoji: readonly Emoji[] }[] = groups()

function groups() {
  const names: readonly EmojiGroup[] = ['faces', 'people', 'nature', 'food', 'activities', 'objects', 'signs', 'flags']
  return names.map((name) => ({ name, emoji: written[name].trim().split('\n').map(readLine) }))
}

function readLine(line: string): Emoji {
  const [sign = '', ...rest] = line.split(' ')
  const [english = '', chinese = ''] = rest.join(' ').split(' | ')
  return {
    sign,
    name: { en: english.split(', ')[0] ?? '', 'zh-TW': chinese.split('、')[0] ?? '' },
    words: `${english} ${chinese}`.toLowerCase(),
  }
}

/** Those of which every word of the query begins a word of their names, in either language; inside a word too where there are no spaces. Whole words first. */
export function findEmoji(query: string): readonly Emoji[] {
  const wanted = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (wanted.length === 0) return []
  const found = emojiGroups.flatMap(({ emoji }) => emoji.filter(({ words }) => wanted.every((word) => isFound(word, words))))
  const isWhole = ({ words }: Emoji) => wanted.every((word) => wordsOf(words).includes(word))
  return [...found.filter(isWhole), ...found.filter((emoji) => !isWhole(emoji))]
}

function isFound(word: string, words: string): boolean {
  return /\p{Script=Han}/u.test(word) ? words.includes(word) : wordsOf(words).some((each) => each.startsWith(word))
}

const wordsOf = (words: string) => words.split(/[^\p{L}\p{N}]+/u)
