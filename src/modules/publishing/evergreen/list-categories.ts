import { sql } from 'kysely'

import type { Db } from '#kit/database'

import { accountsOf } from '../check-post.ts'
import type { Category, Coming } from '../contract.ts'
import type { AccountFacts, PublishingNeeds } from '../needs.ts'
import { comingTimes } from './category-times.ts'
import { type KeptRow, keptRows } from './kept-rows.ts'
import type { CategoryRow } from './lock-category.ts'
import { standingOfKept } from './turns.ts'

/** The categories of a brand by their names, each with what is planned for its coming weekly times. */
export async function listCategories(
  needs: PublishingNeeds,
  { workspaceId, brandId }: { workspaceId: string; brandId: string },
  now: Temporal.Instant,
): Promise<Category[]> {
  const { timeZone } = await needs.brand(needs.db, { workspaceId, brandId })
  const rows = await needs.db
    .selectFrom('publishing.category')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .orderBy('name')
    .orderBy('id')
    .execute()
  const categories: Category[] = []
  for (const row of rows) {
    const accounts = await accountsOf(needs, needs.db, { workspaceId, brandId, accountIds: row.account_ids })
    const kept = await keptRows(needs.db, { workspaceId, categoryId: row.id })
    categories.push({
      ...facts(needs, { row, accounts, kept, today: now.toZonedDateTimeISO(timeZone).toPlainDate() }),
      coming: await comingOf(needs.db, row, { timeZone, now }),
    })
  }
  return categories
}

interface Known {
  readonly row: CategoryRow
  readonly accounts: readonly AccountFacts[]
  readonly kept: readonly KeptRow[]
  readonly today: Temporal.PlainDate
}

function facts({ network }: Pick<PublishingNeeds, 'network'>, { row, accounts, kept, today }: Known): Omit<Category, 'coming'> {
  const discouraging = accounts.filter((account) => network(account.network)?.rulesFor(account.limits).repeats === 'discouraged')
  return {
    id: row.id,
    brandId: row.brand_id,
    name: row.name,
    accountIds: accounts.map(({ id }) => id),
    slots: row.slots,
    leastDays: row.least_days,
    paused: row.paused,
    kept: kept.length,
    active: kept.filter((each) => standingOfKept(each, today).state === 'active').length,
    repeatsDiscouraged: [...new Set(discouraging.map((account) => account.network))],
  }
}

interface GivenRow {
  readonly slot: string
  readonly postId: string | null
  readonly firstLine: string | null
  readonly goesAt: Date | null
  readonly state: Coming['state']
}

async function comingOf(
  db: Db,
  { workspace_id, id, slots }: CategoryRow,
  clock: { timeZone: string; now: Temporal.Instant },
): Promise<Coming[]> {
  const times = comingTimes(slots, clock)
  if (times.length === 0) return []
  const { rows } = await sql<GivenRow>`
    select given.slot, post.id as "postId", post.first_line as "firstLine", post.shown_at as "goesAt",
      case when post.published_at is not null then 'out'
        when exists (select from publishing.delivery d where d.workspace_id = post.workspace_id and d.post_id = post.id
          and d.state not in ('rejected', 'cancelled', 'taken-down')) then 'planned'
        else 'taken-off' end as state
    from publishing.evergreen_use given
    left join publishing.post post on post.workspace_id = given.workspace_id and post.id = given.post_id
    where given.workspace_id = ${workspace_id} and given.category_id = ${id}
      and given.slot = any(${times.map(({ local }) => local)}::text[])`.execute(db)
  return times.map(({ at, local }) => {
    const given = rows.find(({ slot }) => slot === local)
    return {
      at: at.toString(),
      local,
      state: given?.state ?? 'open',
      ...(given?.postId ? { postId: given.postId } : {}),
      ...(given?.firstLine ? { firstLine: given.firstLine } : {}),
      ...(given?.goesAt ? { goesAt: given.goesAt.toISOString() } : {}),
    }
  })
}
