import type { AttentionItem } from './contract.ts'
import { correctionOf, knownCorrection } from './correction-of.ts'
import { notHeld } from './crisis/is-held.ts'
import type { PublishingNeeds } from './needs.ts'
import { toDelivery } from './read-post.ts'
import { summaryRows, toSummaries } from './summaries.ts'

interface Wanted {
  readonly workspaceId: string
  readonly brandId: string
  /** Absent: of all. */
  readonly accountIds?: readonly string[] | undefined
}

/**
 * Deliveries that wait for a person: first those that may be live without anyone knowing, then what should have been out the longest, and last
 * those of which nobody sees anything since a correction was refused.
 */
export async function listAttention(needs: PublishingNeeds, wanted: Wanted): Promise<AttentionItem[]> {
  const { workspaceId } = wanted
  const [waiting, refused] = await Promise.all([waitingForAPerson(needs, wanted), refusedAfterwards(needs, wanted)])
  const deliveries = [...waiting.map((delivery) => ({ ...delivery, correction: null })), ...refused]
  if (deliveries.length === 0) return []
  const postIds = [...new Set(deliveries.map(({ post_id }) => post_id))]
  const rows = await summaryRows(needs.db, workspaceId).where('post.id', 'in', postIds).execute()
  const posts = new Map((await toSummaries(needs, workspaceId, rows)).map((post) => [post.id, post]))
  const accountIds = [...new Set(deliveries.map(({ account_id }) => account_id))]
  const accounts = new Map((await needs.accounts.names(needs.db, { workspaceId, ids: accountIds })).map((account) => [account.id, account]))
  return deliveries.flatMap((delivery) => {
    const post = posts.get(delivery.post_id)
    const handle = accounts.get(delivery.account_id)?.handle ?? ''
    if (!post) return []
    const told = { ...toDelivery(needs, delivery), ...correctionOf(delivery) }
    return [{ post, delivery: told, account: { id: delivery.account_id, handle, network: delivery.network } }]
  })
}

const mostAtOnce = 500

function waitingForAPerson(needs: PublishingNeeds, wanted: Wanted) {
  return deliveriesOf(needs, wanted)
    .where('state', 'in', ['rejected', 'missed', 'needs-a-person'])
    .where(notHeld)
    .orderBy((expression) => expression('unclear_step', 'is not', null), 'desc')
    .orderBy('due_at')
    .orderBy('id')
    .execute()
}

/** Asked apart, so that each finds its few by an index. */
function refusedAfterwards(needs: PublishingNeeds, wanted: Wanted) {
  return deliveriesOf(needs, wanted)
    .select(knownCorrection.as('correction'))
    .where('state', '=', 'published')
    .where((expression) =>
      expression(
        'id',
        'in',
        expression
          .selectFrom('publishing.correction')
          .select('delivery_id')
          .where('workspace_id', '=', wanted.workspaceId)
          .where('reason', 'is not', null),
      ),
    )
    .orderBy('due_at')
    .orderBy('id')
    .execute()
}

function deliveriesOf({ db }: PublishingNeeds, { workspaceId, brandId, accountIds }: Wanted) {
  return db
    .selectFrom('publishing.delivery')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .$if(accountIds !== undefined, (query) => query.where('account_id', 'in', accountIds ?? []))
    .where('is_answer', '=', false)
    .limit(mostAtOnce)
}
