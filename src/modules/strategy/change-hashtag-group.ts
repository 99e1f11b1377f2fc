import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { type HashtagGroup, strategyRefusals } from './contract.ts'
import { plainTags, toHashtagGroup } from './hashtag-groups.ts'
import { underOwnName } from './names.ts'
import type { StrategyNeeds } from './needs.ts'
import { seen } from './seen.ts'

interface Wanted {
  readonly groupId: string
  readonly name?: string | undefined
  readonly tags?: readonly string[] | undefined
}

/** What is not given stays. */
export function changeHashtagGroup({ db }: Pick<StrategyNeeds, 'db'>, call: Call, { groupId, name, tags }: Wanted): Promise<HashtagGroup> {
  return change(db, watching(call, seen.hashtagGroup(call.acting.workspaceId, groupId)), async (tx) => {
    const row = await underOwnName(() =>
      tx
        .updateTable('strategy.hashtag_group')
        .set((column) => ({ name: name ?? column.ref('name'), tags: tags ? plainTags(tags) : column.ref('tags') }))
        .where('workspace_id', '=', call.acting.workspaceId)
        .where('id', '=', groupId)
        .returningAll()
        .executeTakeFirst(),
    )
    if (!row) throw refuse(strategyRefusals, 'NOT_FOUND')
    return { value: toHashtagGroup(row), subject: { kind: 'hashtag-group', id: groupId }, detail: { name: row.name }, topics: ['strategy'] }
  })
}
