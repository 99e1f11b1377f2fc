import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { answersOnTheirWay } from '#modules/publishing'
import type { InboxItem, InboxKind } from '#networks/network'

import { inboxRefusals, type SimilarAnswer } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { bandsOf, likeness, nearlySame, piecesOf } from './wording.ts'

interface NewAnswer {
  readonly workspaceId: string
  readonly brandId: string
  readonly text: string
}

/** Refuses an answer whose words the brand has sent to somebody in the last ninety days, with what was sent to whom. */
export async function refuseRepeated(needs: InboxNeeds, tx: Tx, answer: NewAnswer): Promise<void> {
  const similar = await similarAnswers(needs, tx, answer)
  if (similar.length > 0) throw refuse(inboxRefusals, 'REPEATED', { similar: similar.slice(0, mostShown), total: similar.length })
}

const mostShown = 5
/** Of those that share a band: the latest, and of these the ones that share most. */
const [mostLooked, mostCompared] = [2000, 100]

/** The nearest first. */
async function similarAnswers(needs: InboxNeeds, tx: Tx, { workspaceId, brandId, text }: NewAnswer): Promise<SimilarAnswer[]> {
  const pieces = piecesOf(text)
  if (!pieces) return []
  const rows = await sharingBands(tx, { workspaceId, brandId, bands: bandsOf(pieces, brandId) })
  const near = rows
    .map((row) => ({ row, share: likeness(pieces, piecesOf(row.text) ?? new Set()) }))
    .filter(({ share }) => share >= nearlySame)
  const unsent = await refusedThere(needs, tx, { workspaceId, answerIds: near.flatMap(({ row }) => (row.waits ? [row.id] : [])) })
  return near
    .filter(({ row }) => !unsent.has(row.id))
    .toSorted((a, b) => b.share - a.share || b.row.at.getTime() - a.row.at.getTime())
    .map(({ row }) => toSimilar(row))
}

interface Row {
  readonly id: string
  readonly thread_id: string
  readonly at: Date
  readonly text: string
  readonly network: string
  readonly kind: InboxKind
  readonly to: string
  readonly by: string | null
  /** The network does not surely have it yet. */
  readonly waits: boolean
}

/** Whatever was sent, also what was deleted there since; what a member cancelled was not. */
async function sharingBands(
  tx: Tx,
  { workspaceId, brandId, bands }: Omit<NewAnswer, 'text'> & { bands: readonly number[] },
): Promise<Row[]> {
  const wanted = sql`${[...bands]}::integer[]`
  const { rows } = await sql<Row>`
    with latest as materialized (
      select id, thread_id, at, bands from inbox.wording
      where workspace_id = ${workspaceId} and brand_id = ${brandId} and bands && ${wanted} and at > clock_timestamp() - interval '90 days'
      order by at desc limit ${mostLooked}
    ), near as materialized (
      select id, thread_id, at from latest
      order by cardinality(array(select unnest(bands) intersect select unnest(${wanted}))) desc, at desc limit ${mostCompared}
    )
    select near.id, near.thread_id, near.at, thread.network, coalesce(asked.kind, message.kind, thread.kind) as kind,
      coalesce(answer.text, message.text) as text, coalesce(profile.name, '') as to, answer.member_name as by,
      answer.id is not null and answer.ended_at is null as waits
    from near
    join inbox.thread thread on thread.workspace_id = ${workspaceId} and thread.id = near.thread_id
    left join inbox.answer answer on answer.workspace_id = ${workspaceId} and answer.id = near.id
      and (answer.ended_at is null or answer.external_id is not null)
    left join inbox.message asked on asked.workspace_id = ${workspaceId} and asked.id = answer.message_id
    left join inbox.message message on message.workspace_id = ${workspaceId} and message.id = near.id and message.gone_at is null
      and message.member_id is null
    left join inbox.message before on before.workspace_id = ${workspaceId} and before.account_id = message.account_id
      and before.external_id = message.answers
    left join inbox.profile profile on profile.workspace_id = ${workspaceId}
      and profile.id = coalesce(asked.profile_id, before.profile_id, thread.profile_id)
    where coalesce(answer.text, message.text) is not null`.execute(tx)
  return rows
}

/** Those that the network refused, or that were missed: nobody has read them. */
async function refusedThere(
  needs: InboxNeeds,
  tx: Tx,
  of: { workspaceId: string; answerIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const deliveries = await answersOnTheirWay({ ...needs.publishing, db: tx }, of)
  return new Set([...deliveries].filter(([, { state }]) => state === 'rejected' || state === 'missed').map(([id]) => id))
}

function toSimilar({ thread_id, at, text, network, kind, to, by }: Row): SimilarAnswer {
  return { threadId: thread_id, at: at.toISOString(), text, network, kind, to, ...(by === null ? {} : { by }) }
}

interface Said {
  readonly id: string
  readonly threadId: string
  readonly text: string
  readonly at: Date
}

/** Keeps how an answer reads. Very short ones are said again and again and are not kept. */
export async function keepWordings(
  tx: Tx,
  { workspaceId, brandId }: { workspaceId: string; brandId: string },
  said: readonly Said[],
): Promise<void> {
  const rows = said.flatMap(({ id, threadId, text, at }) => {
    const pieces = piecesOf(text)
    return pieces ? [{ workspace_id: workspaceId, id, thread_id: threadId, brand_id: brandId, at, bands: bandsOf(pieces, brandId) }] : []
  })
  if (rows.length === 0) return
  await tx
    .insertInto('inbox.wording')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet((row) => ({ bands: row.ref('excluded.bands') })))
    .execute()
}

interface Mailbox {
  readonly workspaceId: string
  readonly brandId: string
  readonly accountId: string
}

/** What the brand says in the network's own app counts too. What was sent from here is kept already. */
export async function keepOwnWordings(tx: Tx, { accountId, ...of }: Mailbox, items: readonly InboxItem[]): Promise<void> {
  const ours = items.filter(({ byUs, text }) => byUs && piecesOf(text) !== undefined)
  if (ours.length === 0) return
  const rows = await tx
    .selectFrom('inbox.message')
    .select(['id', 'thread_id', 'text', 'at'])
    .where('workspace_id', '=', of.workspaceId)
    .where('account_id', '=', accountId)
    .where('external_id', 'in', [...new Set(ours.map(({ externalId }) => externalId))])
    .where('member_id', 'is', null)
    .execute()
  await keepWordings(
    tx,
    of,
    rows.map(({ id, thread_id, text, at }) => ({ id, threadId: thread_id, text, at })),
  )
}

/** What nobody is asked about any more. */
export async function forgetOldWordings(db: Db): Promise<void> {
  await sql`delete from inbox.wording where at < clock_timestamp() - interval '90 days'`.execute(db)
}
