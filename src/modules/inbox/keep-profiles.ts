import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import type { InboxItem } from '#networks/network'

import { profileMarks } from './people/mark-profiles.ts'
import { webAddress } from './web-address.ts'
import { arrayText } from './words/array-text.ts'

interface Whose {
  readonly workspaceId: string
  readonly network: string
}

/** Keeps who said these things, as they are now. Answers our ids of them by the network's. In one order everywhere, so that two readers never wait for each other. */
export async function keepProfiles(
  tx: Tx,
  { workspaceId, network }: Whose,
  items: readonly InboxItem[],
): Promise<ReadonlyMap<string, string>> {
  const authors = [...new Map(items.map(({ author }) => [author.externalId, author])).values()].toSorted(byExternalId)
  // Whoever speaks for us alone is nobody's profile but ours.
  const others = new Set(items.filter(({ byUs }) => !byUs).map(({ author }) => author.externalId))
  const rows = authors.map(({ externalId, handle, name, avatarUrl, url }) => {
    const { words, marks } = profileMarks({ handle, name: name || handle })
    return {
      ...newIds(others.has(externalId)),
      external_id: externalId,
      words,
      marks: arrayText(marks),
      handle,
      name: name || handle,
      // The page shows no pictures over plain HTTP.
      avatar_url: avatarUrl?.startsWith('https:') ? webAddress(avatarUrl) : null,
      url: webAddress(url),
    }
  })
  const { rows: kept } = await sql<{ id: string; external_id: string }>`
    insert into inbox.profile as p (workspace_id, id, person_id, network, external_id, handle, name, avatar_url, url, words, marks)
    select ${workspaceId}, id, person_id, ${network}, external_id, handle, name, avatar_url, url, words, marks::integer[]
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, person_id uuid, external_id text, handle text, name text, avatar_url text, url text, words text, marks text)
    on conflict (workspace_id, network, external_id) do update set
      handle = coalesce(nullif(excluded.handle, ''), p.handle), name = coalesce(nullif(excluded.name, ''), p.name), avatar_url = coalesce(excluded.avatar_url, p.avatar_url), url = coalesce(excluded.url, p.url),
      person_id = coalesce(p.person_id, excluded.person_id), words = case when excluded.name = '' then p.words else excluded.words end, marks = case when excluded.name = '' then p.marks else excluded.marks end
    returning id, external_id`.execute(tx)
  return new Map(kept.map(({ id, external_id }) => [external_id, id]))
}

function byExternalId(a: { externalId: string }, b: { externalId: string }): number {
  return a.externalId < b.externalId ? -1 : a.externalId > b.externalId ? 1 : 0
}

/** Each profile begins as a person's only one. */
function newIds(isOther: boolean): { readonly id: string; readonly person_id: string | null } {
  const id = uuidv7()
  return { id, person_id: isOther ? id : null }
}
