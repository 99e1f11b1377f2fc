import type { Answering, Finding, PostContent } from '../network.ts'
import { rulesFor } from './rules.ts'

const longest = { characters: 300, hashtags: 4, bytes: 1000 } as const

/** A comment, or a message. */
export const rulesOfAnswers: Answering['rulesFor'] = (_, kind) => {
  const isMessage = kind === 'message'
  return {
    ...rulesFor(),
    settings: [],
    uses: () => [],
    count: (text) => [
      isMessage
        ? { unit: 'bytes', used: bytesOf(text), max: longest.bytes }
        : { unit: 'characters', used: text.length, max: longest.characters },
    ],
    check: (content) => [...(isMessage ? checkMessage(content) : checkComment(content))],
  }
}

function* checkComment({ parts: [part] }: PostContent): Generator<Finding> {
  const text = part?.text ?? ''
  const over = text.length - longest.characters
  if (over > 0) yield { severity: 'error', part: 0, reason: { code: 'text-too-long', params: { over, max: longest.characters } } }
  const count = text.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0
  if (count > longest.hashtags)
    yield { severity: 'error', part: 0, reason: { code: 'too-many-hashtags', params: { count, max: longest.hashtags } } }
}

function* checkMessage({ parts: [part] }: PostContent): Generator<Finding> {
  const over = bytesOf(part?.text ?? '') - longest.bytes
  if (over > 0) yield { severity: 'error', part: 0, reason: { code: 'text-too-many-bytes', params: { over, max: longest.bytes } } }
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
