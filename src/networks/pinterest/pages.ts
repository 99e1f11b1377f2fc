import { z } from 'zod'

import type { NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import type { Session } from './session.ts'

interface List<Item> extends Session {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly item: z.ZodType<Item>
  readonly mostPages: number
  /** What a 404 means. */
  readonly missing?: string
  /** Will nothing that is wanted come after these? */
  readonly isEnough?: (items: readonly Item[]) => boolean
}

/** The most that a page holds, by the document. */
const pageSize = 250

/** A list page by page. `complete`: everything that is wanted was read. */
export async function pagesOf<Item>(
  { path, query, item, mostPages, missing, isEnough = () => false, ...session }: List<Item>,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly items: readonly Item[]; readonly complete: boolean }>> {
  const items: Item[] = []
  const answer = z.object({ items: z.array(item), bookmark: z.string().nullish() })
  let bookmark = ''
  for (let page = 0; page < mostPages; page += 1) {
    const place = bookmark === '' ? {} : { bookmark }
    const call = { ...session, method: 'GET', path, query: { ...query, page_size: String(pageSize), ...place }, answer } as const
    const read = await ask(missing === undefined ? call : { ...call, missing }, environment)
    if (!read.ok) return read
    items.push(...read.value.items)
    bookmark = read.value.bookmark ?? ''
    if (bookmark === '' || isEnough(items)) return { ok: true, value: { items, complete: true } }
  }
  return { ok: true, value: { items, complete: false } }
}
