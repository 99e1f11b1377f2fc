import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Acting, type Call, change, watching } from '#modules/teams'

import { crisisRefusals, type LogEntry, type OpenCrisis } from '../crisis-contract.ts'
import type { GovernanceNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { type CrisisRow, lockCrisis } from './lock-crisis.ts'
import type { PostLine } from './outward.ts'
import { readCrisis } from './read-crisis.ts'
import { tellPeople } from './tell-people.ts'
import { crisisTopics } from './topics.ts'
import { writeLog } from './write-log.ts'

interface Which {
  readonly crisisId: string
  readonly postId: string
}

/** Asks for a post to go out in spite of the crisis. Asking again says anew why, and by whom. */
export function askUrgent(needs: GovernanceNeeds, call: Call, { why, ...which }: Which & { why: string }): Promise<OpenCrisis> {
  return settle(needs, call, which, 'urgent-asked', async (tx, { acting, row, post }) => {
    const columns = { why, asked_by: acting.memberId, asked_by_name: acting.name, asked_at: sql<Date>`clock_timestamp()` }
    const asked = await tx
      .insertInto('governance.crisis_urgent')
      .values({ workspace_id: acting.workspaceId, crisis_id: row.id, post_id: post.id, ...columns })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'crisis_id', 'post_id'])
          .doUpdateSet(columns)
          .where('governance.crisis_urgent.confirmed_at', 'is', null),
      )
      .executeTakeFirst()
    if (asked.numInsertedOrUpdatedRows === 0n) throw refuse(crisisRefusals, 'NOT_ASKED')
    await tellPeople(tx, needs, { row, kind: 'crisis-urgent', key: `${row.id}/${post.id}`, name: acting.name, firstLine: post.firstLine })
  })
}

/** A second person agrees: from this commit on the post passes, and it is due at once. In a rehearsal nothing is published. */
export function confirmUrgent(needs: GovernanceNeeds, call: Call, which: Which): Promise<OpenCrisis> {
  return settle(needs, call, which, 'urgent-confirmed', async (tx, { acting, row, post }) => {
    const asked = await tx
      .selectFrom('governance.crisis_urgent')
      .select(['asked_by', 'confirmed_at'])
      .where('workspace_id', '=', acting.workspaceId)
      .where('crisis_id', '=', row.id)
      .where('post_id', '=', post.id)
      .forUpdate()
      .executeTakeFirst()
    if (!asked || asked.confirmed_at !== null) throw refuse(crisisRefusals, 'NOT_ASKED')
    if (asked.asked_by === acting.memberId) throw refuse(crisisRefusals, 'SECOND_PERSON')
    await tx
      .updateTable('governance.crisis_urgent')
      .set({ confirmed_at: sql<Date>`clock_timestamp()`, confirmed_by: acting.memberId, confirmed_by_name: acting.name })
      .where('workspace_id', '=', acting.workspaceId)
      .where('crisis_id', '=', row.id)
      .where('post_id', '=', post.id)
      .execute()
    if (!row.rehearsal) await needs.outward.publishNow(tx, { workspaceId: acting.workspaceId, postId: post.id })
  })
}

export function withdrawUrgent(needs: GovernanceNeeds, call: Call, which: Which): Promise<OpenCrisis> {
  return settle(needs, call, which, 'urgent-withdrawn', async (tx, { acting, row, post }) => {
    const gone = await tx
      .deleteFrom('governance.crisis_urgent')
      .where('workspace_id', '=', acting.workspaceId)
      .where('crisis_id', '=', row.id)
      .where('post_id', '=', post.id)
      .where('confirmed_at', 'is', null)
      .executeTakeFirst()
    if (gone.numDeletedRows === 0n) throw refuse(crisisRefusals, 'NOT_ASKED')
  })
}

interface Settling {
  readonly acting: Acting
  readonly row: CrisisRow
  readonly post: PostLine
}

// oxlint-disable-next-line max-params -- the three above read as sentences
function settle(
  needs: GovernanceNeeds,
  call: Call,
  { crisisId, postId }: Which,
  kind: LogEntry['kind'],
  work: (tx: Tx, settling: Settling) => Promise<void>,
): Promise<OpenCrisis> {
  const { acting } = call
  const { workspaceId } = acting
  return change(needs.db, watching(call, seen.urgent(workspaceId, crisisId, postId)), async (tx) => {
    const row = await lockCrisis(tx, { workspaceId, crisisId })
    const [post] = await needs.outward.posts(tx, { workspaceId, postIds: [postId] })
    if (!post || (row.brand_id !== null && row.brand_id !== post.brandId)) throw refuse(crisisRefusals, 'NOT_FOUND')
    await work(tx, { acting, row, post })
    await writeLog(tx, { acting, crisisId, kind, detail: { postId, text: post.firstLine } })
    return {
      value: await readCrisis(needs, tx, { acting, crisisId }),
      subject: { kind: 'post', id: postId },
      detail: { crisisId, firstLine: post.firstLine, rehearsal: row.rehearsal },
      topics: crisisTopics,
    }
  })
}
