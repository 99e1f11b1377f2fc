import { commentRules } from '../comment-rules.ts'
import type { Answering, Finding, Rules } from '../network.ts'
import { graphemes, overflowOffset, utf8Length } from './counting.ts'
import { findEntities } from './entities.ts'
import { rulesFor } from './rules.ts'

/** An answer is one post without settings; a private message is longer. */
export const rulesOfAnswers: Answering['rulesFor'] = (limits, kind) =>
  kind === 'message' ? rulesOfMessages : { ...rulesFor(limits), maxParts: 1, settings: [] }

/** From the lexicon chat.bsky.convo.defs#messageInput. */
const longest = { graphemes: 1000, bytes: 10_000 } as const

const rulesOfMessages: Rules = {
  ...commentRules({ max: longest.bytes, entities: findEntities }),
  text: { overflow: (text) => overflowOffset(text, longest) },
  check: ({ parts: [part] }) => checkWords(part?.text ?? ''),
  count: (text) => [
    { unit: 'graphemes', used: graphemes(text), max: longest.graphemes },
    { unit: 'bytes', used: utf8Length(text), max: longest.bytes },
  ],
}

function checkWords(text: string): readonly Finding[] {
  const [characters, bytes] = [graphemes(text), utf8Length(text)]
  if (text.trim() === '') return found('empty-part')
  if (characters > longest.graphemes) return found('text-too-long', { over: characters - longest.graphemes, max: longest.graphemes })
  return bytes > longest.bytes ? found('text-too-many-bytes', { over: bytes - longest.bytes, max: longest.bytes }) : []
}

function found(code: string, params?: Readonly<Record<string, number>>): readonly Finding[] {
  return [{ severity: 'error', part: 0, reason: params ? { code, params } : { code } }]
}
