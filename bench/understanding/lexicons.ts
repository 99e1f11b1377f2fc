import { readFileSync } from 'node:fs'

import { finish, hashOf } from '../../src/modules/understanding/hashing.ts'
import { lexiconSeed } from '../../src/modules/understanding/lexicon.ts'
import { tokensOf } from '../../src/modules/understanding/tokens.ts'
import { slotOf } from './grammar.ts'

/** What words feel like, from −5 to 5, by the hash the classifier looks them up with. */
export function lexiconValues(pairs: string): Map<number, number> {
  const characters = Array.from(pairs)
  const folds = new Map(
    characters.flatMap((character, at) => (at % 2 === 0 ? [[character, characters[at + 1] ?? character] as const] : [])),
  )
  const values = new Map<number, number>()
  const put = (phrase: string, value: number) => {
    const tokens = tokensOf(phrase, (character) => folds.get(character) ?? character)
    const han = tokens.every(({ kind }) => kind === 'han')
    if (tokens.length === 0 || tokens.length > (han ? 4 : 1)) return
    values.set(finish(tokens.reduce((hash, { text }) => hashOf(text, hash), lexiconSeed)), value)
  }
  for (const line of readFileSync(new URL(import.meta.resolve('vader-sentiment/vader_lexicon.txt')), 'utf8').split('\n')) {
    const [word = '', value = ''] = line.split('\t')
    if (word !== '' && Number(value)) put(word, Number(value))
  }
  for (const name of ['差', '態度差', '難', '壞', '要求']) for (const phrase of slotOf('zh-TW', name)) put(phrase, -2)
  for (const name of ['好', '態度好', '讚']) for (const phrase of slotOf('zh-TW', name)) put(phrase, 2)
  return values
}
