import type { Entity } from '../network.ts'

/** What YouTube makes tappable in a description: addresses, hashtags, channels, and moments of the film. Positions are UTF-16 offsets. */
export function findEntities(text: string): readonly Entity[] {
  const entities: Entity[] = []
  for (const { 0: written, index, groups = {} } of text.matchAll(pattern)) {
    const start = index
    const end = index + written.length
    if (groups['link'] !== undefined) entities.push({ kind: 'link', start, end, value: written })
    else if (groups['tag'] !== undefined) entities.push({ kind: 'tag', start, end, value: written.slice(1) })
    else if (groups['mention'] !== undefined) entities.push({ kind: 'mention', start, end, value: written.slice(1) })
    else entities.push({ kind: 'link', start, end, value: written })
  }
  return entities
}

const link = String.raw`(?<link>https?:\/\/[^\s<>"'）」』，。、]*[^\s<>"'）」』，。、.,;:!?)\]])`
const tag = String.raw`(?<![\p{L}\p{M}\p{N}_&])(?<tag>[#＃][\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)`
const mention = String.raw`(?<![\p{L}\p{M}\p{N}_.])(?<mention>@[A-Za-z0-9_][A-Za-z0-9_.-]{1,28}[A-Za-z0-9_])`
const moment = String.raw`(?<![\d:])(?:\d{1,2}:)?[0-5]?\d:[0-5]\d(?![\d:])`
const pattern = new RegExp([link, tag, mention, moment].join('|'), 'gu')
