import { cut } from '#kit/http'

import type { ContentInput } from './contract.ts'
import { allPartsOf, mediaIdsOf } from './post-content.ts'

/** What a row keeps of its content besides the content itself, so that lists never open it. */
export function postColumns(content: ContentInput) {
  const texts = new Set(allPartsOf(content).map(({ text }) => text))
  return {
    content: JSON.stringify(content),
    first_line: firstLine(content),
    parts: content.parts.length,
    media: content.parts.reduce((sum, { media }) => sum + media.length, 0),
    thumb_media_id: thumb(content),
    media_ids: [...new Set(mediaIdsOf(content))],
    words: [...texts].join('\n').slice(0, searchable),
  }
}

const longestLine = 200
const searchable = 50_000

/** Of a network's own text where there is no common one. */
function firstLine(content: ContentInput): string {
  return firstLineOf(allPartsOf(content).flatMap(({ text, link }) => [text, link?.title ?? '']))
}

/** The first line of these texts that says anything, cut to what a list shows. */
export function firstLineOf(texts: readonly string[]): string {
  const lines = texts.flatMap((text) => text.split('\n')).map((line) => line.trim())
  return cut(lines.find((line) => line !== '') ?? '', longestLine)
}

function thumb({ parts }: ContentInput): string | null {
  const first = parts.flatMap(({ media }) => media)[0]
  return first?.mediaId ?? parts.find(({ link }) => link?.thumbMediaId)?.link?.thumbMediaId ?? null
}
