import type { Entity, Finding, ImageRules, Rules } from './network.ts'

interface CommentLimits extends Pick<Rules, 'uses' | 'cost'> {
  /** In UTF-16 units. */
  readonly max: number
  readonly entities: (text: string) => readonly Entity[]
}

/** The rules of what is words alone, up to a length: a comment, a private message. */
export function commentRules({ max, entities, ...prices }: CommentLimits): Rules {
  return {
    text: { overflow: (text) => (text.length > max ? max : undefined) },
    images: noImages,
    maxParts: 1,
    maxLanguages: Number.MAX_SAFE_INTEGER,
    settings: [],
    check: ({ parts: [part] }) => checkWords(part?.text ?? '', max),
    count: (text) => [{ unit: 'characters', used: text.length, max }],
    entities,
    ...prices,
  }
}

const noImages: ImageRules = { maxPerPart: 0, maxBytes: 0, maxSide: 0, mimeTypes: [], maxAltLength: 0 }

function checkWords(text: string, max: number): readonly Finding[] {
  if (text.trim() === '') return [{ severity: 'error', part: 0, reason: { code: 'empty-part' } }]
  if (text.length <= max) return []
  return [{ severity: 'error', part: 0, reason: { code: 'text-too-long', params: { over: text.length - max, max } } }]
}
