import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import type { InboxAuthor, InboxItem } from '#networks/network'

import { profileMarks } from './people/mark-profiles.ts'
import { webAddress } from './web-address.ts'
import { arrayText } from './words/array-text.ts'

interface Whose {
  readonly workspaceId: string
  readonly network: string
}

/** Our ids of profiles by the network's. */
type Ids = ReadonlyMap<string, string>

/**
 * Keeps who said these things, as they are now. Answers our ids of them by the network's. In one order everywhere, so that two readers never wait for each
 * other. Most of those who write have written before and are called the same: of them nothing is written.
 */
export async function keepProfiles(tx: Tx, whose: Whose, items: readonly InboxItem[]): Promise<Ids> {
  // Whoever speaks for us alone is nobody's profile but ours.
  const others = new Set(items.filter(({ byUs }) => !byUs).map(({ author }) => author.externalId))
  const authors = [...new Map(items.map(({ author }) => [author.externalId, author])).values()].toSorted(byExternalId)
  const seen = authors.map((author) => asSeen(author, others.has(author.externalId)))
  const same = await keptAsSeen(tx, whose, seen)
  const news = seen.filter(({ external_id }) => !same.has(external_id))
  return news.length === 0 ? same : new Map([...same, ...(await write(tx, whose, news))])
}

function byExternalId(a: { externalId: string }, b: { externalId: string }): number {
  return a.externalId < b.externalId ? -1 : a.externalId > b.externalId ? 1 : 0
}

/** Empty or null where the network does not tell. */
interface Seen {
  readonly external_id: string
  readonly handle: string
  readonly name: string
  readonly avatar_url: string | null
  readonly url: string | null
  readonly is_other: boolean
}

function asSeen({ externalId, handle, name, avatarUrl, url }: InboxAuthor, isOther: boolean): Seen {
  return {
    external_id: externalId,
    handle,
    name: name || handle,
    // The page shows no pictures over plain HTTP.
    avatar_url: avatarUrl?.startsWith('https:') ? webAddress(avatarUrl) : null,
    url: webAddress(url),
    is_other: isOther,
  }
}

/** Those of whom `write` would change nothing. */
async function keptAsSeen(tx: Tx, { workspaceId, network }: Whose, seen: readonly Seen[]): Promise<Ids> {
  const { rows } = await sql<{ id: string; external_id: string }>`
    select p.id, p.external_id
    from json_to_recordset(${JSON.stringify(seen)}::json) as r(external_id text, handle text, name text, avatar_url text, url text, is_other boolean)
    join inbox.profile p on p.workspace_id = ${workspaceId} and p.network = ${network} and p.external_id = r.external_id
    where r.handle in ('', p.handle) and r.name in ('', p.name) and (r.avatar_url is null or r.avatar_url = p.avatar_url) and (r.url is null or r.url = p.url)
      and (p.person_id is not null or not r.is_other) and p.marks is not null`.execute(tx)
  return asIds(rows)
}

async function write(tx: Tx, { workspaceId, network }: Whose, seen: readonly Seen[]): Promise<Ids> {
  const rows = seen.map(({ is_other, ...one }) => {
    const { words, marks } = profileMarks(one)
    return { ...newIds(is_other), ...one, words, marks: arrayText(marks) }
  })
  const { rows: kept } = await sql<{ id: string; external_id: string }>`
    insert into inbox.profile as p (workspace_id, id, person_id, network, external_id, handle, name, avatar_url, url, words, marks)
    select ${workspaceId}, id, person_id, ${network}, external_id, handle, name, avatar_url, url, words, marks::integer[]
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, person_id uuid, external_id text, handle text, name text, avatar_url text, url text, words text, marks text)
    on conflict (workspace_id, network, external_id) do update set
      handle = coalesce(nullif(excluded.handle, ''), p.handle), name = coalesce(nullif(excluded.name, ''), p.name), avatar_url = coalesce(excluded.avatar_url, p.avatar_url), url = coalesce(excluded.url, p.url),
      person_id = coalesce(p.person_id, excluded.person_id), words = case when excluded.name = '' then p.words else excluded.words end, marks = case when excluded.name = '' then p.marks else excluded.marks end
    returning id, external_id`.execute(tx)
  return asIds(kept)
}

function asIds(rows: readonly { readonly id: string; readonly external_id: string }[]): Ids {
  return new Map(rows.map(({ id, external_id }) => [external_id, id]))
}

/** Each profile begins as a person's only one. */
function newIds(isOther: boolean): { readonly id: string; readonly person_id: string | null } {
  const id = uuidv7()
  return { id, person_id: isOther ? id : null }
}
