import { z } from 'zod'

import type { Outcome, TimelinePost } from './network.ts'

const mostPages = 5
const pageSize = 100

/** Written as 2026-11-24T09:00:00+0000. */
export const graphInstant = z.string().transform((written, context) => {
  const milliseconds = Date.parse(written)
  if (!Number.isNaN(milliseconds)) return Temporal.Instant.fromEpochMilliseconds(milliseconds)
  context.addIssue('This is no instant.')
  return z.NEVER
})

/** One page of a list, as the Graph API answers it. */
interface Page<Node> {
  readonly data: readonly Node[]
  readonly paging?: { readonly cursors?: { readonly after: string } | undefined; readonly next?: string | undefined } | undefined
}

interface Listing<Node> {
  readonly since: Temporal.Instant
  readonly fields: string
  readonly node: z.ZodType<Node>
  /** Asks for one page. */
  readonly ask: (query: Readonly<Record<string, string>>, answer: z.ZodType<Page<Node>>) => Promise<Outcome<Page<Node>>>
  /** Nothing where it is not the profile's own. */
  readonly asPost: (node: Node) => TimelinePost | undefined
  /** `next`: a further page is told by its address. `full`: a page that is not full is the last. */
  readonly goesOn: 'next' | 'full'
}

/** What a list of the Graph API shows since then. Pages are asked for by cursor: the address of the next page in the answer may carry the token. */
export async function recentPosts<Node>({
  since,
  fields,
  node,
  ask,
  asPost,
  goesOn,
}: Listing<Node>): Promise<Outcome<readonly TimelinePost[]>> {
  const answer = z.object({
    data: z.array(node),
    paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
  })
  const posts: TimelinePost[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const from = String(Math.floor(since.epochMilliseconds / 1000))
    const read = await ask({ fields, since: from, limit: String(pageSize), ...(after === undefined ? {} : { after }) }, answer)
    if (!read.ok) return read
    const { data, paging } = read.value
    const shown = data.flatMap((each) => asPost(each) ?? [])
    posts.push(...shown.filter(({ publishedAt }) => Temporal.Instant.compare(publishedAt, since) >= 0))
    const isLast = goesOn === 'next' ? paging?.next === undefined : data.length < pageSize
    after = isLast ? undefined : paging?.cursors?.after
    if (after === undefined) break
  }
  return { ok: true, value: posts }
}
