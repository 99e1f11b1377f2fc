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
    images: content.parts.reduce((sum, { images }) => sum + images.length, 0),
    thumb_media_id: thumb(content),
    media_ids: [...new Set(mediaIdsOf(content))],
    words: [...texts].join('\n').slice(0, searchable),
  }
}

const longestLine = 200
const searchable = 50_000

/** Of a network's own text where there is no common one. */
function firstLine(content: ContentInput): string {
  const lines = allPartsOf(content).flatMap(({ text, link }) => [...text.split('\n'), link?.title ?? ''])
  const line = lines.map((one) => one.trim()).find((one) => one !== '') ?? ''
  return cut(line, longestLine)
}

function thumb({ parts }: ContentInput): string | null {
  const image = parts.flatMap(({ images }) => images)[0]
  return image?.mediaId ?? parts.find(({ link }) => link?.thumbMediaId)?.link?.thumbMediaId ?? null
}
