import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { InboxKind } from '#networks/network'

import type { Meaning, Sentiment } from '../contract.ts'
import { plainText } from '../words/words-in-text.ts'
import type { Facts } from './rule-conditions.ts'
import { isWaitedFor } from './rule-match.ts'

/** A thread as it stands, with what others said in it in the last 30 days, in its order. */
export interface PastThread {
  readonly id: string
  readonly kind: InboxKind
  readonly network: string
  readonly account_id: string
  readonly label_ids: readonly string[]
  readonly assignee_id: string | null
  readonly urgent: boolean
  readonly waiting_since: Date | null
  readonly last_at: Date
  readonly messages: readonly PastMessage[]
}

/** As the database writes it in JSON. */
export interface PastMessage {
  readonly id: string
  readonly kind: InboxKind
  readonly text: string
  readonly media: boolean
  readonly hidden: boolean
  readonly at: string
  readonly handle: string
  readonly name: string
  readonly stars: number | null
  readonly meaning: Meaning | null
  readonly sentiment: Sentiment | null
  readonly language: string | null
}

interface Place {
  /** As the database writes a moment, whole. */
  readonly at: string
  readonly id: string
}

const mostThreads = 500
/** Of a very long talk, the latest. */
const mostMessages = 1000

/** A part of the brand's threads in which somebody spoke in the last 30 days, the latest first, and where the next part begins. */
export async function pastThreads(
  db: Db,
  { workspaceId, brandId, after }: { workspaceId: string; brandId: string; after: Place | undefined },
): Promise<{ threads: PastThread[]; until: Date; next: string | undefined }> {
  const ofState = (state: string) => sql`(
    select * from inbox.thread
    where workspace_id = ${workspaceId} and brand_id = ${brandId} and state = ${state} and last_at > clock_timestamp() - ${window}
      ${after ? sql`and (last_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by last_at desc, id desc limit ${mostThreads}
  )`
  const { rows } = await sql<PastThread & { moment: string }>`
    with part as (
      select * from (${ofState('open')} union all ${ofState('snoozed')} union all ${ofState('done')}) each
      order by last_at desc, id desc limit ${mostThreads}
    )
    select t.id, t.kind, t.network, t.account_id, t.label_ids, t.assignee_id, t.urgent, t.waiting_since, t.last_at,
      to_json(t.last_at)#>>'{}' as moment, said.messages
    from part t cross join lateral (
      select coalesce(jsonb_agg(m order by m.at, m.id), '[]') as messages from (
        select m.id, m.kind, m.text, m.media <> '[]' as media, m.hidden, m.at, coalesce(p.handle, '') as handle, coalesce(p.name, '') as name,
          m.stars, m.meaning, m.sentiment, m.language
        from inbox.message m
        left join inbox.profile p on p.workspace_id = m.workspace_id and p.id = m.profile_id
        where m.workspace_id = t.workspace_id and m.thread_id = t.id and m.at > clock_timestamp() - ${window}
          and not m.by_us and m.gone_at is null
        order by m.at desc, m.id desc limit ${mostMessages}
      ) m
    ) said
    order by t.last_at desc, t.id desc`.execute(db)
  const last = rows.at(-1)
  const isWhole = rows.length < mostThreads || !last
  return {
    threads: rows,
    until: isWhole ? new Date(Date.now() - days * 86_400_000) : last.last_at,
    next: isWhole ? undefined : `${last.moment}/${last.id}`,
  }
}

const days = 30
const window = sql`interval '30 days'`

/** Whether somebody waits is taken as it is now. */
export function factsOf(thread: PastThread, message: PastMessage): Facts {
  const waits = isWaitedFor(thread, { saidAt: Date.parse(message.at), hidden: message.hidden, kind: message.kind })
  const where = { network: thread.network, accountId: thread.account_id }
  return { ...message, ...where, plain: plainText(message.text), waits, writtenAt: Temporal.Instant.from(message.at) }
}
