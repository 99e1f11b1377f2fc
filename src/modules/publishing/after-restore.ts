import type { ClientBase } from 'pg'

import { storedReason } from './attempts.ts'
import { reasons } from './reasons.ts'

/**
 * The rows come from a backup, and what happened since is not known: whatever was due meanwhile, or was being sent, may have gone out. A person decides about
 * that; what is in doubt is looked up as ever. With `hold` nothing that is planned goes out by itself either: for a copy beside a Hearth that goes on.
 * Answers how many deliveries wait for a person now.
 */
export async function holdAfterRestore(client: Pick<ClientBase, 'query'>, { hold }: { hold: boolean }): Promise<number> {
  const reason = storedReason(reasons.restored)
  const asked = await client.query(
    `update publishing.delivery set lease = null, lease_until = null, next_try_at = null, reason = $1,
       state = case when live_parts > 0 or state <> 'waiting' then 'needs-a-person' else 'missed' end
     where unclear_step is null and state in ('waiting', 'sending', 'retrying') and (state <> 'waiting' or due_at <= clock_timestamp() or $2)`,
    [reason, hold],
  )
  await client.query(
    `update publishing.delivery set lease = null, lease_until = null, next_try_at = clock_timestamp(),
       state = case when state = 'sending' then 'unconfirmed' else state end
     where unclear_step is not null and state in ('sending', 'unconfirmed', 'taking-down')`,
  )
  await client.query(
    `update publishing.delivery set lease = null, lease_until = null, next_try_at = clock_timestamp()
     where unclear_step is null and state = 'taking-down'`,
  )
  // What the categories published since is not known either: somebody lets each go on.
  await client.query('update publishing.category set paused = true')
  await client.query("update publishing.attempt set outcome = 'interrupted', finished_at = clock_timestamp() where outcome = 'running'")
  return asked.rowCount ?? 0
}
