import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change } from '#modules/teams'

import type { HashtagGroup } from './contract.ts'
import { plainTags, toHashtagGroup } from './hashtag-groups.ts'
import { underOwnName } from './names.ts'
import type { StrategyNeeds } from './needs.ts'
import { refuseTooMany } from './refuse-too-many.ts'

export function createHashtagGroup(
  { db }: Pick<StrategyNeeds, 'db'>,
  call: Call,
  { brandId, name, tags }: { brandId: string; name: string; tags: readonly string[] },
): Promise<HashtagGroup> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    await refuseTooMany(tx, 'hashtag_group', { workspaceId, brandId })
    const row = await underOwnName(() =>
      tx
        .insertInto('strategy.hashtag_group')
        .values({ workspace_id: workspaceId, id: uuidv7(), brand_id: brandId, name, tags: plainTags(tags) })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    return { value: toHashtagGroup(row), subject: { kind: 'hashtag-group', id: row.id }, detail: { name }, topics: ['strategy'] }
  })
}
