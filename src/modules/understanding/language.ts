import { hashOf, finish } from './hashing.ts'
import { type Model, probabilities, scoresOf } from './model.ts'

const scripts: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
]
const names = /https?:\/\/\S+|www\.\S+|[@＠#＃][\w\p{L}]+|\\u[0-9a-f]{4}/gu
const most = 600

/**
 * The language of a message as a tag (`en`, `zh-TW`, `zh-CN`, `ja` …); `und` where there are no words. Chinese is told apart by
 * the characters that only one of the scripts has; without any, it is what `usual` says, else traditional.
 */
export function languageOf(message: string, { script, language }: Pick<Model, 'script' | 'language'>, usual?: string): string {
  const text = message.slice(0, most).replaceAll(names, ' ')
  const letters = text.match(/\p{L}/gu) ?? []
  if (letters.length === 0) return usual ?? 'und'
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const han = count(/\p{Script=Han}/gu)
  for (const [tag, pattern] of scripts) {
    const found = count(pattern)
    if (tag === 'ja' ? found * 5 > han && found * 3 > letters.length - han && found > 0 && !onlyNo(text) : found * 2 > letters.length)
      return tag
  }
  // A Chinese character says about as much as four letters do.
  if (han * 4 >= letters.length - han) return chineseOf(letters, script, usual)
  return latinOf(text, language, usual)
}

/** `の` between Chinese words is decoration. */
function onlyNo(text: string): boolean {
  return !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text.replaceAll('の', ''))
}

function chineseOf(letters: readonly string[], script: Model['script'], usual: string | undefined): string {
  const traditional = letters.filter((letter) => script.traditional.has(letter)).length
  const simplified = letters.filter((letter) => script.simplified.has(letter)).length
  if (traditional === simplified) return usual?.startsWith('zh') ? usual : 'zh-TW'
  return traditional > simplified ? 'zh-TW' : 'zh-CN'
}

function latinOf(text: string, head: Model['language'], usual: string | undefined): string {
  const chances = probabilities(scoresOf(head, { hashes: lettersOf(text) }))
  const best = chances.indexOf(Math.max(...chances))
  const sure = chances[best] ?? 0
  return sure < 0.45 && usual !== undefined ? usual : (head.classes[best] ?? 'en')
}

const seed = 0x51ed270b

/** Words and their letters by one to four, for telling languages apart. */
export function lettersOf(text: string): number[] {
  const hashes: number[] = []
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}]+(?:['’]\p{L}+)*/gu)) {
    const padded = `_${word}_`
    hashes.push(finish(hashOf(padded, seed ^ 1)))
    for (let from = 0; from < padded.length; from++) {
      let hash = seed
      for (let at = from; at < Math.min(from + 4, padded.length); at++) {
        hash = Math.imul(hash ^ padded.charCodeAt(at), 0x01000193)
        hashes.push(finish(hash))
      }
    }
  }
  return hashes
}
