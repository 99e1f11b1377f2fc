import type { Clock } from '#kit/clock'
import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import type { JobSender } from '#kit/jobs'
import type { Place } from '#modules/teams'

import { HookKind } from '../contract.ts'
import type { NewNotice } from '../new-notice.ts'
import { hookJob } from './hook-job.ts'

interface Telling {
  readonly notice: NewNotice
  /** Where what it is about stands; looked up only for channels of certain brands. */
  readonly at: 'workspace' | 'anywhere' | (() => Promise<readonly Place[]>)
}

/** A message for each channel that is told of such notices, in the caller's transaction; the same key is never told twice. */
export async function tellHooks(tx: Tx, { jobs, clock }: { jobs: JobSender; clock: Clock }, { notice, at }: Telling): Promise<void> {
  const { workspaceId } = notice
  const kind = HookKind.safeParse(notice.kind)
  if (!kind.success) return
  const hooks = await tx
    .selectFrom('notifications.hook')
    .select(['id', 'kinds', 'brand_ids'])
    .where('workspace_id', '=', workspaceId)
    .where('off_at', 'is', null)
    .execute()
  for (const { id: hookId, kinds, brand_ids: brandIds } of hooks) {
    if (!kinds.includes(kind.data)) continue
    if (brandIds !== null && (typeof at === 'string' || !(await at()).some(({ brandId }) => brandIds.includes(brandId)))) continue
    const message = await tx
      .insertInto('notifications.hook_message')
      .values({
        workspace_id: workspaceId,
        hook_id: hookId,
        id: uuidv7(),
        key: notice.key,
        kind: notice.kind,
        params: JSON.stringify(notice.params),
        href: notice.href,
        made_at: clock.now().toString(),
      })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'hook_id', 'key']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (message) await jobs.send(tx, hookJob, { payload: { workspaceId, messageId: message.id } })
  }
}
