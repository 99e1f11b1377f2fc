import { brandOf } from '#modules/teams'

import type { ApprovalsNeeds } from '../needs.ts'
import { guestLetter } from './guest-letter.ts'
import { addressFor } from './guest-links.ts'
import { readGuest } from './guests.ts'

interface Letter {
  readonly workspaceId: string
  readonly guestId: string
  readonly kind: 'welcome' | 'asked' | 'due'
  readonly approvalIds: readonly string[]
}

/** Sends one letter to a guest in their language, about what is still open. A repeated run sends it again rather than not at all. */
export async function mailGuest(needs: ApprovalsNeeds, { workspaceId, guestId, kind, approvalIds }: Letter): Promise<void> {
  const { db, mail } = needs
  if (!mail.enabled) return
  const open = await stillOpen(needs, { workspaceId, approvalIds })
  if (kind !== 'welcome' && open.length === 0) return
  const letter = await db.transaction().execute(async (tx) => {
    const guest = await readGuest(tx, { workspaceId, guestId })
    const { name: brand } = await brandOf(tx, { workspaceId, brandId: guest.brand_id })
    const url = await addressFor(tx, needs, { workspaceId, guestId })
    const posts = open.map(({ first_line }) => first_line)
    return {
      to: guest.email,
      ...guestLetter(guest.language, { kind, name: guest.name, brand, by: open[0]?.asked_by_name ?? brand, posts, url }),
    }
  })
  await mail.send(letter)
}

async function stillOpen({ db }: ApprovalsNeeds, { workspaceId, approvalIds }: Pick<Letter, 'workspaceId' | 'approvalIds'>) {
  if (approvalIds.length === 0) return []
  return db
    .selectFrom('governance.request')
    .select(['id', 'first_line', 'asked_by_name'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...approvalIds])
    .where('state', '=', 'open')
    .orderBy('due_at', (by) => by.asc().nullsFirst())
    .orderBy('id')
    .execute()
}
