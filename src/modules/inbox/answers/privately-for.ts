import { sql, type Selectable } from 'kysely'

import type { Db } from '#kit/database'
import type { AccountFacts } from '#modules/publishing'
import type { PrivateTo } from '#networks/network'

import type { InboxNeeds } from '../needs.ts'
import type { MessageTable } from '../tables.ts'

interface Where {
  readonly workspaceId: string
  readonly threadId: string
  readonly account: AccountFacts
}

type Judge = (message: Pick<Selectable<MessageTable>, 'id' | 'kind' | 'by_us' | 'gone_at' | 'at' | 'answer_to'>) => PrivateTo | undefined

/** Says of messages of a thread how they can be answered privately, or why not; undefined where that is no question. */
export async function privatelyFor(needs: InboxNeeds, db: Db, { workspaceId, threadId, account }: Where): Promise<Judge | undefined> {
  const privateTo = needs.publishing.network(account.network)?.inbox?.privateTo
  if (!privateTo) return undefined
  const answered = await answeredPrivately(db, { workspaceId, threadId })
  const now = Temporal.Now.instant()
  return (message) => {
    if (message.by_us || message.gone_at || message.kind === 'message' || message.kind === 'share') return undefined
    const { kind, answer_to: answerTo } = message
    const judged = privateTo({ kind, at: message.at.toTemporalInstant(), answerTo: answerTo ?? undefined, limits: account.limits }, now)
    return 'to' in judged && judged.once && answered.has(message.id) ? { refused: { code: 'private-once' } } : judged
  }
}

/** Those that are out or on their way. */
async function answeredPrivately(db: Db, { workspaceId, threadId }: Omit<Where, 'account'>): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('inbox.answer')
    .select('message_id')
    .where('workspace_id', '=', workspaceId)
    .where('thread_id', '=', threadId)
    .where('private', '=', true)
    .where(sql<boolean>`(ended_at is null or external_id is not null)`)
    .execute()
  return new Set(rows.map(({ message_id: id }) => id))
}
