import type { Tx } from '#kit/database'
import { membersWith } from '#modules/teams'

import type { GovernanceNeeds } from '../needs.ts'
import type { CrisisRow } from './lock-crisis.ts'

interface News {
  readonly row: CrisisRow
  readonly kind: 'crisis-began' | 'crisis-urgent'
  /** What it is about; nobody is told twice. */
  readonly key: string
  readonly name: string
  readonly firstLine?: string
}

/** Tells those who have a role in the playbook, and everybody who may switch; of an urgent post those who may agree. */
export async function tellPeople(
  tx: Tx,
  { notify }: Pick<GovernanceNeeds, 'notify'>,
  { row, kind, key, name, firstLine = '' }: News,
): Promise<void> {
  const { workspace_id: workspaceId, playbook } = row
  const permission = kind === 'crisis-urgent' ? 'posts.publish' : 'crisis.switch'
  const { brand_id: brandId } = row
  const holders = await membersWith(tx, { workspaceId, permission, at: brandId === null ? 'workspace' : async () => [{ brandId }] })
  const named = kind === 'crisis-urgent' ? [] : playbook.roles.flatMap(({ memberId }) => (memberId === undefined ? [] : [memberId]))
  await notify(tx, {
    workspaceId,
    key: `${kind}/${key}`,
    kind,
    params: { name, reason: row.reason, rehearsal: row.rehearsal ? 'yes' : '', firstLine },
    href: `/crisis/${row.id}`,
    // One of all brands is for everybody to see.
    about: brandId === null ? 'anywhere' : { brandId },
    members: [...new Set([...named, ...holders.map(({ memberId }) => memberId)])],
  })
}
