import type { Language } from '#kit/contract'
import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import { countTry } from '#modules/teams'

import { governanceRefusals } from '../contract.ts'
import type { ApprovalsNeeds } from '../needs.ts'
import { hashOfToken } from './guest-links.ts'
import { asDate } from './requests.ts'

export interface Asking {
  readonly token: string
  /** The caller's address: nobody can use up another's tries. */
  readonly ip: string
}

/** Who has come in by a link. */
export interface Entered {
  readonly workspaceId: string
  readonly guestId: string
  readonly brandId: string
  readonly name: string
  readonly language: Language
  readonly calendarAccounts: readonly string[] | null
  readonly expiresAt: Date
}

/** The link is the proof. One that never was, one that expired and one that was taken back are all the same to whoever asks, and asking often ends it. */
export async function openGuestLink({ db, clock }: Pick<ApprovalsNeeds, 'clock'> & { db: Db }, { token, ip }: Asking): Promise<Entered> {
  const row = await db
    .selectFrom('governance.guest_link as link')
    .innerJoin('governance.guest as guest', (join) =>
      join.onRef('guest.workspace_id', '=', 'link.workspace_id').onRef('guest.id', '=', 'link.guest_id'),
    )
    .select(['link.workspace_id', 'link.id', 'link.guest_id', 'link.expires_at', 'link.opened_at'])
    .select(['guest.brand_id', 'guest.name', 'guest.language', 'guest.calendar_accounts'])
    .where('link.token_hash', '=', hashOfToken(token))
    .where('guest.removed_at', 'is', null)
    .executeTakeFirst()
  if (!row || row.expires_at.getTime() <= clock.now().epochMilliseconds) {
    await countTry(db, `guest-link ${ip}`)
    throw refuse(governanceRefusals, 'LINK_OVER')
  }
  if (row.opened_at === null) await noteOpened(db, { workspaceId: row.workspace_id, linkId: row.id, at: clock.now() })
  return {
    workspaceId: row.workspace_id,
    guestId: row.guest_id,
    brandId: row.brand_id,
    name: row.name,
    language: row.language,
    calendarAccounts: row.calendar_accounts,
    expiresAt: row.expires_at,
  }
}

async function noteOpened(
  db: Db,
  { workspaceId, linkId, at }: { workspaceId: string; linkId: string; at: Temporal.Instant },
): Promise<void> {
  await db
    .updateTable('governance.guest_link')
    .set({ opened_at: asDate(at) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', linkId)
    .execute()
}
