import type { InboxItem } from '#networks/network'

import { type MeaningColumns, meaningColumns, notUnderstood } from './meaning/meaning-columns.ts'
import type { Understand } from './meaning/understander.ts'
import { arrayText } from './words/array-text.ts'
import { gramsOfMessage } from './words/grams.ts'

/** What a network told, with its words as the database takes them and what others mean by them. */
export interface Said extends MeaningColumns {
  readonly item: InboxItem
  readonly text: string
  /** What it is found by. */
  readonly grams: string
}

export function asSaid(item: InboxItem, understand: Understand): Said {
  const text = item.text.toWellFormed().replaceAll('\u0000', '')
  const grams = arrayText(gramsOfMessage({ ...item.author, text }))
  return { item, text, grams, ...(item.byUs ? notUnderstood : meaningColumns(understand, text)) }
}

/** To be worked out before an account is held, so that nobody waits for it. */
export function allSaid(items: readonly InboxItem[], understand: Understand): ReadonlyMap<InboxItem, Said> {
  return new Map(items.map((item) => [item, asSaid(item, understand)]))
}
