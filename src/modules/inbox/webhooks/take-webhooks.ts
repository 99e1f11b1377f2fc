import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** A message of a network that is being handled. */
export interface TakenWebhook {
  readonly workspaceId: string
  readonly network: string
  readonly digest: Buffer
  readonly body: Buffer
  readonly receivedAt: Date
  readonly takenAt: Date
  readonly attempts: number
}

/** A storm is handled by large turns: what each turn asks for anew is asked for less often. */
const mostAtOnce = 500

/**
 * The next that wait, in the order in which they came; whoever took them has two minutes, then they are taken again. The rows are held from where they
 * are found until they are written, so that their places hold too: joined by key, all that wait would be read for each turn. No index knows that a row
 * is taken, so that taking it writes none.
 */
export async function takeWebhooks(db: Db): Promise<readonly TakenWebhook[]> {
  const { rows } = await sql<TakenWebhook>`
    update inbox.webhook set taken_until = clock_timestamp() + interval '2 minutes', attempts = attempts + 1
    where ctid = any(array(
      select ctid from inbox.webhook
      where handled_at is null and next_at <= clock_timestamp() and (taken_until is null or taken_until <= clock_timestamp())
      order by next_at limit ${mostAtOnce}
      for update skip locked
    )) and handled_at is null
    returning workspace_id as "workspaceId", network, digest, body, received_at as "receivedAt", clock_timestamp() as "takenAt", attempts`.execute(
    db,
  )
  return rows.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
}

/** What came of one: done, with so many events that were for nobody; or to be tried again in so many seconds, and not before the network wants to be asked. */
export type Handled = { readonly row: TakenWebhook } & (
  | { readonly kind: 'done'; readonly dropped: number }
  | { readonly kind: 'again'; readonly seconds: number; readonly until: Temporal.Instant | undefined }
)

export async function noteHandled(db: Db, all: readonly Handled[]): Promise<void> {
  const done = all.filter((each) => each.kind === 'done')
  const again = all.filter((each) => each.kind === 'again')
  if (done.length > 0) await noteDone(db, done)
  if (again.length > 0) await noteAgain(db, again)
}

async function noteDone(db: Db, done: readonly Extract<Handled, { kind: 'done' }>[]): Promise<void> {
  await sql`
    update inbox.webhook w set handled_at = clock_timestamp(), body = null, dropped = r.dropped
    from unnest(${done.map(({ row }) => row.workspaceId)}::uuid[], ${done.map(({ row }) => row.network)}::text[],
      ${done.map(({ row }) => row.digest.toString('hex'))}::text[], ${done.map(({ dropped }) => dropped)}::integer[]) r (workspace_id, network, digest, dropped)
    where w.workspace_id = r.workspace_id and w.network = r.network and w.digest = decode(r.digest, 'hex') and w.handled_at is null`.execute(
    db,
  )
}

async function noteAgain(db: Db, again: readonly Extract<Handled, { kind: 'again' }>[]): Promise<void> {
  await sql`
    update inbox.webhook w set next_at = greatest(r.until, clock_timestamp() + r.seconds * interval '1 second'), taken_until = null
    from unnest(${again.map(({ row }) => row.workspaceId)}::uuid[], ${again.map(({ row }) => row.network)}::text[],
      ${again.map(({ row }) => row.digest.toString('hex'))}::text[], ${again.map(({ until }) => until?.toString() ?? null)}::timestamptz[],
      ${again.map(({ seconds }) => seconds)}::integer[]) r (workspace_id, network, digest, until, seconds)
    where w.workspace_id = r.workspace_id and w.network = r.network and w.digest = decode(r.digest, 'hex') and w.handled_at is null`.execute(
    db,
  )
}

/** What waits for an account to be signed in again need not wait any longer. Answers whether there is anything. */
export async function hastenWebhooks(db: Db): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('inbox.webhook')
    .set({ next_at: sql<Date>`clock_timestamp()` })
    .where('handled_at', 'is', null)
    .where('next_at', '>', sql<Date>`clock_timestamp() + interval '2 minutes'`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function areWebhooksDue(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('inbox.webhook')
    .select('network')
    .where('handled_at', 'is', null)
    .where('next_at', '<=', sql<Date>`clock_timestamp()`)
    .where((eb) => eb.or([eb('taken_until', 'is', null), eb('taken_until', '<=', sql<Date>`clock_timestamp()`)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Repeats come within hours; what was deleted before it was heard of is heard of within minutes. May run twice. */
export async function forgetOldWebhooks(db: Db): Promise<void> {
  await sql`delete from inbox.webhook where handled_at < clock_timestamp() - interval '3 days'`.execute(db)
  await sql`delete from inbox.gone where at < clock_timestamp() - interval '7 days'`.execute(db)
}
