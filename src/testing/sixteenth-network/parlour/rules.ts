import { judgeImage } from '../judge-media.ts'
import { imagesOf, notTaken } from '../media.ts'
import type { Entity, Finding, ImageRules, PostContent, PostPart, Reason, Rules } from '../network.ts'

const maxCharacters = 200

export const imageRules: ImageRules = {
  maxPerPart: 2,
  maxBytes: 1_000_000,
  maxSide: 1200,
  mimeTypes: ['image/jpeg'],
  maxAltLength: 500,
}

const rules: Rules = {
  text: { overflow: (text) => firstPast(text) },
  images: imageRules,
  maxParts: 1,
  // A note says nothing of its language, so any number does.
  maxLanguages: Number.MAX_SAFE_INTEGER,
  settings: [],
  check: checkPost,
  count: (text) => [{ unit: 'characters', used: Array.from(text).length, max: maxCharacters }],
  entities: findLinks,
}

/** The same for every profile. */
export const rulesFor = (): Rules => rules

function firstPast(text: string): number | undefined {
  const fitting = Array.from(text).slice(0, maxCharacters).join('').length
  return fitting < text.length ? fitting : undefined
}

function checkPost({ parts }: PostContent): readonly Finding[] {
  const many: readonly Finding[] =
    parts.length > 1 ? [{ severity: 'error', reason: { code: 'too-many-parts', params: { count: parts.length, max: 1 } }, part: 1 }] : []
  return [...parts.flatMap((part, index) => [...checkPart(part)].map((found) => ({ ...found, part: index }))), ...many]
}

function* checkPart(part: PostPart): Generator<Omit<Finding, 'part'>> {
  const images = imagesOf(part)
  const over = Array.from(part.text).length - maxCharacters
  if (part.text.trim() === '' && images.length === 0) yield error('empty-part')
  if (over > 0) yield error('text-too-long', { over, max: maxCharacters })
  if (images.length > imageRules.maxPerPart) yield error('too-many-images', { count: images.length, max: imageRules.maxPerPart })
  if (part.poll) yield error('no-polls')
  if (part.link) yield { severity: 'change', reason: { code: 'card-left-out' } }
  yield* notTaken(part, ['image'])
  for (const [media, item] of part.media.entries()) if (item.kind === 'image') yield* judgeImage(item, imageRules, { part: 0, media })
}

function error(code: string, params?: Reason['params']): Omit<Finding, 'part'> {
  return { severity: 'error', reason: params ? { code, params } : { code } }
}

/** Parlour makes a link of every whole address, and of nothing else. */
function findLinks(text: string): readonly Entity[] {
  return [...text.matchAll(/https?:\/\/[^\s]+/g)].map(({ 0: value, index }) => ({
    kind: 'link',
    start: index,
    end: index + value.length,
    value,
  }))
}
