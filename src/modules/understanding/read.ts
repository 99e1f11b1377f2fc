import { type Features, featuresOf } from './features.ts'
import { languageOf } from './language.ts'
import type { Model } from './model.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A message as the model takes it in. */
export interface Reading {
  language: string
  tokens: readonly Token[]
  features: Features
}

/** What stands at the end of a very long message is not read. */
const most = 2000

export function read(message: string, model: Pick<Model, 'script' | 'language' | 'lexicon'>, usual?: string): Reading {
  const text = message.slice(0, most)
  const language = languageOf(text, model, usual)
  const tokens = tokensOf(text, model.script.fold)
  return { language, tokens, features: featuresOf(tokens, model.lexicon, language) }
}
