import { z } from 'zod'

import type { Json } from '#kit/json'

/** What every list takes. */
export const Paging = z.strictObject({
  page_size: z.coerce.number().int().min(1).max(250).default(25),
  bookmark: z
    .string()
    .regex(/^[\w-]+$/)
    .default('MA'),
})

/** One page of a list, and where the next one begins; `null` at the end. */
export function asPage<Item>(
  all: readonly Item[],
  { page_size: size, bookmark }: Pick<z.infer<typeof Paging>, 'page_size' | 'bookmark'>,
  show: (item: Item) => Json,
): Json {
  const from = Number(Buffer.from(bookmark, 'base64url').toString())
  const to = from + size
  return { items: all.slice(from, to).map(show), bookmark: to < all.length ? Buffer.from(String(to)).toString('base64url') : null }
}
