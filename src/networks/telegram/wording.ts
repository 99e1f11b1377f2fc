import type { Entity } from '../network.ts'
import { findEntities } from './entities.ts'

/** A text as it is sent: instead of markup, which would have to be escaped, what is marked is said beside it. */
export interface Wording {
  readonly text: string
  readonly entities: readonly MessageEntity[]
}

interface MessageEntity {
  readonly type: 'url' | 'mention' | 'hashtag'
  /** In UTF-16 units. */
  readonly offset: number
  readonly length: number
}

const types: Readonly<Record<Entity['kind'], MessageEntity['type']>> = { link: 'url', mention: 'mention', tag: 'hashtag' }

export function wordingOf(written: string): Wording {
  const text = plain(written)
  const entities = findEntities(text).map(({ kind, start, end }) => ({ type: types[kind], offset: start, length: end - start }))
  return { text, entities }
}

/** As the network keeps a text: without what is empty at its ends, and with its own line breaks. */
export function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trim().toWellFormed()
}
