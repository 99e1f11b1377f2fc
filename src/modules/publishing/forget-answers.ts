import { sql } from 'kysely'

import type { Tx } from '#kit/database'

/** Whoever got these answers asked to be erased: what was sent is no longer kept, once nothing more can come of it. */
export async function forgetAnswers(
  tx: Tx,
  { workspaceId, answerIds }: { workspaceId: string; answerIds: readonly string[] },
): Promise<void> {
  await sql`
    delete from publishing.post post where workspace_id = ${workspaceId} and id = any(${[...answerIds]}::uuid[]) and answers is not null
      and not exists (
        select from publishing.delivery delivery
        where delivery.workspace_id = ${workspaceId} and delivery.post_id = post.id and delivery.state not in ('published', 'rejected', 'cancelled', 'taken-down')
      )`.execute(tx)
}
