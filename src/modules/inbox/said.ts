import type { InboxItem } from '#networks/network'

import { type MeaningColumns, meaningColumns, notUnderstood } from './meaning/meaning-columns.ts'
import type { Understand } from './meaning/understander.ts'

/** What a network told, with its words as the database takes them and what others mean by them. */
export interface Said extends MeaningColumns {
  readonly item: InboxItem
  readonly text: string
}

export function asSaid(item: InboxItem, understand: Understand): Said {
  const text = item.text.toWellFormed().replaceAll('\u0000', '')
  return { item, text, ...(item.byUs ? notUnderstood : meaningColumns(understand, text)) }
}
