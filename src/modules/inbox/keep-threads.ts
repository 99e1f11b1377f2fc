import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { cut } from '#kit/http'
import { uuidv7 } from '#kit/ids'

import type { Said } from './said.ts'
import { webAddress } from './web-address.ts'

interface Whose {
  readonly workspaceId: string
  readonly brandId: string
  readonly accountId: string
  readonly network: string
}

export interface KeptThreads {
  /** Our ids by the network's. */
  readonly ids: ReadonlyMap<string, string>
  /** Our ids of those that began with one thing said to us, and are written down as it leaves them: nothing of them has to be read off their messages any more. */
  readonly begun: ReadonlySet<string>
}

/** The threads are held until the transaction ends. In one order everywhere, so that two readers never wait for each other. */
export async function keepThreads(
  tx: Tx,
  { workspaceId, brandId, accountId, network }: Whose,
  { all, profiles }: { all: readonly Said[]; profiles: ReadonlyMap<string, string> },
): Promise<KeptThreads> {
  const rows = [...Map.groupBy(all, ({ item }) => item.thread.externalId)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, said]) => threadRow(said, profiles))
  const { rows: kept } = await sql<{ id: string; external_id: string; begun: boolean }>`
    insert into inbox.thread as t (workspace_id, id, brand_id, account_id, network, external_id, kind, about, state, done_at, last_at,
      messages, first_line, meaning, profile_id, waiting_since, first_inbound_at, matter_since)
    select ${workspaceId}, id, ${brandId}, ${accountId}, ${network}, external_id, kind, about,
      case when waits then 'open' else 'done' end, case when not waits then at end, at,
      waits::integer, left(first_line, 300), meaning, profile_id, case when waits then at end, case when waits then at end, case when waits then at end
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r(id uuid, external_id text, kind text, about jsonb, at timestamptz, waits boolean, first_line text, meaning text, profile_id uuid)
    on conflict (workspace_id, account_id, external_id) do update set about = coalesce(excluded.about, t.about)
    returning id, external_id, xmax = 0 and state = 'open' as begun`.execute(tx)
  return {
    ids: new Map(kept.map(({ id, external_id }) => [external_id, id])),
    begun: new Set(kept.flatMap(({ id, begun }) => (begun ? [id] : []))),
  }
}

/** As `summarise` would read it off: what one person said, and nothing else yet. */
function threadRow(said: readonly Said[], profiles: ReadonlyMap<string, string>) {
  const [first = said[0]] = said.toSorted((a, b) => Temporal.Instant.compare(a.item.at, b.item.at))
  if (!first) throw new Error('A thread has something in it.')
  const { item, text, meaning } = first
  const { about, externalId } = item.thread
  const waits = said.length === 1 && !item.byUs && item.hidden !== true && item.kind !== 'share'
  return {
    id: uuidv7(),
    external_id: externalId,
    kind: item.kind,
    about: about ? { ...about, text: cut(about.text, 2000), url: webAddress(about.url) ?? '' } : null,
    at: item.at.toString(),
    waits,
    ...(waits
      ? { first_line: text.slice(0, 600).toWellFormed(), meaning, profile_id: profiles.get(item.author.externalId) ?? null }
      : { first_line: '' }),
  }
}
