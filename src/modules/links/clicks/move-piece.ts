import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { announce } from '#kit/live'

import type { Click } from './click.ts'
import type { Piece } from './piece-file.ts'

/** Brings a piece's clicks into the database and counts them, once, however often the piece is delivered. */
export async function movePiece(db: Db, { id, clicks }: Pick<Piece, 'id' | 'clicks'>): Promise<void> {
  if (clicks.length === 0) return
  await db.transaction().execute(async (tx) => {
    await oneAtATime(tx)
    const known = await tx
      .insertInto('links.piece')
      .values({ id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!known) return
    await keepAndCount(tx, clicks)
    for (const workspace of new Set(clicks.map((click) => click.workspace))) await announce(tx, { to: workspace, topics: ['clicks'] })
  })
}

/** Two that count the same visitor at once would both take them for new. */
async function oneAtATime(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('links.move-piece'))`.execute(tx)
}

/** Clicks of links that are gone with their workspace are dropped. A visitor is new where no earlier click of the link has the same hash. */
async function keepAndCount(tx: Tx, clicks: readonly Click[]): Promise<void> {
  await sql`
    with arrived as (
      select workspace, link, id, to_timestamp(at / 1000.0) as at, kind, referrer, device, decode(visitor, 'base64') as visitor
      from jsonb_to_recordset(${JSON.stringify(clicks)}::jsonb) as each(
        id uuid, workspace uuid, link uuid, at bigint, kind text, referrer text, device text, visitor text)
    ), present as materialized (
      select workspace_id, id from links.link
      where (workspace_id, id) in (select workspace, link from arrived)
      for key share
    ), kept as (
      insert into links.click (workspace_id, id, link_id, at, kind, referrer, device, visitor)
      select arrived.workspace, arrived.id, arrived.link, arrived.at, arrived.kind, arrived.referrer, arrived.device, arrived.visitor
      from arrived join present on present.workspace_id = arrived.workspace and present.id = arrived.link
      on conflict do nothing
      returning workspace_id, id, link_id, at, kind, visitor
    ), judged as (
      select kept.*,
        kept.visitor is not null
          and row_number() over (partition by workspace_id, link_id, visitor order by at, id) = 1
          and not exists (
            select from links.click earlier
            where earlier.workspace_id = kept.workspace_id and earlier.link_id = kept.link_id and earlier.visitor = kept.visitor
          ) as is_new
      from kept
    ), counted as (
      select workspace_id, link_id, date_trunc('hour', at, 'UTC') as hour,
        count(*) filter (where kind = 'person') as persons,
        count(*) filter (where kind = 'bot') as bots,
        count(*) filter (where kind = 'preview') as previews,
        count(*) filter (where kind = 'prefetch') as prefetches,
        count(*) filter (where is_new) as uniques
      from judged group by 1, 2, 3
    ), totals as (
      insert into links.total as before (workspace_id, link_id, persons, bots, previews, prefetches, uniques)
      select workspace_id, link_id, sum(persons), sum(bots), sum(previews), sum(prefetches), sum(uniques) from counted group by 1, 2
      on conflict (workspace_id, link_id) do update set ${sql.raw(added)}
    )
    insert into links.hour as before (workspace_id, link_id, hour, persons, bots, previews, prefetches, uniques, touched_at)
    select workspace_id, link_id, hour, persons, bots, previews, prefetches, uniques, clock_timestamp() from counted
    on conflict (workspace_id, link_id, hour) do update set ${sql.raw(added)}, touched_at = excluded.touched_at`.execute(tx)
}

const added = ['persons', 'bots', 'previews', 'prefetches', 'uniques']
  .map((name) => `${name} = before.${name} + excluded.${name}`)
  .join(', ')
