import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, type Status, statusSchema } from './api.ts'
import { signedIn } from './session.ts'
import { tokenTrouble } from './token-trouble.ts'

export interface Page {
  readonly statuses: readonly Status[]
  /** How far the server's clock is ahead of ours, in milliseconds, to the second; undefined where it does not say. */
  readonly ahead: number | undefined
}

const mostPages = 50
const pageLength = 40

/** The posts of a profile without boosts, newest first, page by page for as long as the caller wants. Ends with trouble where the server leaves the rest out. */
export async function* pagesOf(
  access: AccountAccess,
  query: Readonly<Record<string, string>>,
  environment: NetworkEnvironment,
): AsyncGenerator<Outcome<Page>> {
  const { server, accountId } = signedIn(access)
  const wanted = new URLSearchParams({ limit: `${pageLength}`, exclude_reblogs: 'true', ...query })
  const seen = new Set<string>()
  let next: string | undefined = `/api/v1/accounts/${encodeURIComponent(accountId)}/statuses?${wanted.toString()}`
  for (let count = 0; next !== undefined; count += 1) {
    const page = await readPage(next, access, environment)
    if (!page.ok) return yield page
    const statuses = page.value.statuses.filter(({ id }) => !seen.has(id))
    for (const { id } of statuses) seen.add(id)
    yield { ok: true, value: { ...page.value, statuses } }
    next = page.value.next
    // A server that shows the same page for ever says nothing of what is older.
    if (next !== undefined && (count >= mostPages || statuses.length === 0)) {
      return yield {
        ok: false,
        trouble: { kind: 'unavailable', reason: { code: 'not-seen-whole', params: { host: new URL(server).host } } },
      }
    }
  }
}

async function readPage(
  path: string,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<Page & { readonly next: string | undefined }>> {
  const { server, token } = signedIn(access)
  const read = await ask({ server, path, token, answer: z.array(statusSchema) }, environment)
  if (!read.ok) {
    const trouble = (await tokenTrouble(read, access, environment)) ?? read.trouble
    // A refused read proves nothing.
    return { ok: false, trouble: trouble.kind === 'rejected' ? { kind: 'unavailable', reason: trouble.reason } : trouble }
  }
  const { headers } = read.response
  const said = Date.parse(headers.get('date') ?? '')
  const ahead = Number.isNaN(said) ? undefined : said - environment.now().epochMilliseconds
  return { ok: true, value: { statuses: read.value, ahead, next: nextPage(read.value, { path, server, links: headers.get('link') }) } }
}

/** As the server says, on the server that was asked; one that never says anything is asked for what is older than the last, as long as its pages are full. */
function nextPage(
  statuses: readonly Status[],
  { path, server, links }: { readonly path: string; readonly server: string; readonly links: string | null },
): string | undefined {
  if (links !== null) {
    const [, address = ''] = /<([^>]+)>\s*;[^,]*\brel="?next\b/.exec(links) ?? []
    if (address === '' || !URL.canParse(address, server)) return undefined
    const { pathname, search } = new URL(address, server)
    return `${pathname}${search}`
  }
  const last = statuses.at(-1)
  if (!last || statuses.length < pageLength) return undefined
  const url = new URL(path, server)
  url.searchParams.set('max_id', last.id)
  return `${url.pathname}${url.search}`
}
