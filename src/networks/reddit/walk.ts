import { z } from 'zod'

import type { InboxRequest, InboxPage, NetworkEnvironment, AccountAccess, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

/** The newest that was read, in seconds since 1970; `past`: the list is still being gone through, from its newest back to there. */
const cursorSchema = z.object({
  top: z.number().optional(),
  past: z.object({ newest: z.number(), after: z.string() }).optional(),
})

interface Walked<Row> extends Pick<InboxPage, 'cursor' | 'more'> {
  readonly rows: readonly Row[]
}

/** One page of a listing, newest first: what is as new as the newest that is known, or newer. What came in the same second may come twice. */
export async function walk<Row extends { readonly created_utc: number }>(
  { path, row, request }: { readonly path: string; readonly row: z.ZodType<Row>; readonly request: InboxRequest },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<Walked<Row>>> {
  const { top, past } = cursorSchema.parse(request.cursor ?? {})
  const answer = z.object({
    kind: z.literal('Listing'),
    data: z.object({ after: z.string().nullable(), children: z.array(z.object({ data: row })) }),
  })
  const query = { limit: '100', ...(past ? { after: past.after } : {}) }
  const read = await ask({ session: signedIn(access), path, query, answer }, environment)
  if (!read.ok) return read
  const all = read.value.data.children.map(({ data }) => data)
  const until = top ?? request.since.epochMilliseconds / 1000
  const rows = all.filter(({ created_utc: at }) => at >= until)
  const newest = rows.reduce((high, { created_utc: at }) => Math.max(high, at), past?.newest ?? top ?? 0)
  const { after } = read.value.data
  const goesOn = after !== null && all.length > 0 && rows.length === all.length
  const known = top === undefined ? {} : { top }
  if (goesOn) return { ok: true, value: { rows, cursor: { ...known, past: { newest, after } }, more: true } }
  return { ok: true, value: { rows, cursor: newest === 0 ? {} : { top: newest }, more: false } }
}
