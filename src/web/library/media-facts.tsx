import type { MediaItem } from '#contract/media'
import { lengthOf } from '#networks/web-post'

import { useFormat } from '../language/use-format.ts'
import { useLibraryText } from './use-library-text.ts'
import { sizeWords } from './words-of-media.ts'

import styles from './media-panel.module.css'

/** What the file itself tells. */
export function MediaFacts({ item }: { item: MediaItem }) {
  const words = useLibraryText()
  const { detail } = words
  const format = useFormat()
  const facts: (readonly [string, string] | undefined)[] = [
    [detail.file, item.fileName],
    [detail.type, `${words.kind[item.kind]} (${item.mimeType})`],
    [detail.size, sizeWords(item.bytes, format)],
    item.width > 0 ? [detail.dimensions, `${format.number(item.width)} × ${format.number(item.height)}`] : undefined,
    item.kind === 'video'
      ? [detail.duration, `${lengthOf(item.seconds)} · ${format.number(Math.round(item.framesPerSecond * 100) / 100)} fps`]
      : undefined,
    item.kind === 'video' ? [detail.codecs, `${item.videoCodec} · ${item.audioCodec ?? detail.silent}`] : undefined,
    item.kind === 'document' && item.pages !== undefined ? [detail.pages, format.number(item.pages)] : undefined,
    [detail.addedOn, format.longDate(item.createdAt)],
  ]
  return (
    <dl className={styles.facts}>
      {facts.flatMap((fact) => (fact === undefined ? [] : [<dt key={`${fact[0]} name`}>{fact[0]}</dt>, <dd key={fact[0]}>{fact[1]}</dd>]))}
    </dl>
  )
}
