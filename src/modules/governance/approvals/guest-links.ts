import { createHash, createHmac, randomUUID } from 'node:crypto'

import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { approvalRefusals, type GuestLink } from '../contract.ts'
import type { ApprovalsNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { readGuest } from './guests.ts'
import { mailGuestJob } from './mail-guest-job.ts'
import { asDate } from './requests.ts'
import type { GuestLinkTable } from './tables.ts'

export type LinkNeeds = Pick<ApprovalsNeeds, 'db' | 'clock' | 'secretKey' | 'publicUrl' | 'jobs'>
type LinkRow = Selectable<GuestLinkTable>

interface WhichGuest {
  readonly workspaceId: string
  readonly guestId: string
}

/** Those that still open, the newest first. */
export async function listGuestLinks(needs: LinkNeeds, which: WhichGuest): Promise<GuestLink[]> {
  await readGuest(needs.db, which)
  const rows = await openLinks(needs.db, which, needs.clock.now()).execute()
  return rows.map((row) => toLink(needs, row))
}

/** An address for one guest, for so many days. The address is not stored. */
export async function addGuestLink(
  needs: LinkNeeds,
  call: Call,
  { guestId, days, mail }: { guestId: string; days: number; mail: boolean },
): Promise<GuestLink> {
  const { workspaceId } = call.acting
  const link = await change(needs.db, call, async (tx) => {
    const { name } = await readGuest(tx, { workspaceId, guestId })
    const row = await insertLink(tx, needs, { workspaceId, guestId, days })
    if (mail) await needs.jobs.send(tx, mailGuestJob, { payload: { workspaceId, guestId, kind: 'welcome', approvalIds: [] } })
    return { value: facts(row), subject: { kind: 'guest', id: guestId }, detail: { name, days, linkId: row.id }, topics: ['approvals'] }
  })
  return withUrl(needs, link)
}

/** From now on it opens nothing. */
export function revokeGuestLink({ db }: Pick<LinkNeeds, 'db'>, call: Call, { linkId }: { linkId: string }): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.guestLink(workspaceId, linkId)), async (tx) => {
    const row = await tx
      .deleteFrom('governance.guest_link')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', linkId)
      .returning('guest_id')
      .executeTakeFirst()
    if (!row) throw refuse(approvalRefusals, 'NOT_FOUND')
    const { name } = await readGuest(tx, { workspaceId, guestId: row.guest_id })
    return {
      value: { removed: true as const },
      subject: { kind: 'guest', id: row.guest_id },
      detail: { name, linkId },
      topics: ['approvals'],
    }
  })
}

/** The address for a letter: one that opens for two weeks more, or a new one for sixty days. */
export async function addressFor(tx: Tx, needs: LinkNeeds, which: WhichGuest): Promise<string> {
  const [row] = await openLinks(tx, which, needs.clock.now().add({ hours: 14 * 24 })).execute()
  return toLink(needs, row ?? (await insertLink(tx, needs, { ...which, days: 60 }))).url
}

function openLinks(db: Db | Tx, { workspaceId, guestId }: WhichGuest, at: Temporal.Instant) {
  return db
    .selectFrom('governance.guest_link')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('guest_id', '=', guestId)
    .where('expires_at', '>', asDate(at))
    .orderBy('created_at', 'desc')
    .orderBy('id')
}

function insertLink(
  tx: Tx,
  { clock, secretKey }: LinkNeeds,
  { workspaceId, guestId, days }: WhichGuest & { days: number },
): Promise<LinkRow> {
  const id = randomUUID()
  return tx
    .insertInto('governance.guest_link')
    .values({
      workspace_id: workspaceId,
      id,
      guest_id: guestId,
      token_hash: hashOfToken(tokenOf(secretKey, id)),
      expires_at: asDate(clock.now().add({ hours: days * 24 })),
      created_at: asDate(clock.now()),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The secret part of the address follows from Hearth's secret key and the link's random id, so that it can be shown again although only its hash is kept. */
function tokenOf(secretKey: Uint8Array, linkId: string): string {
  return createHmac('sha256', secretKey).update(`hearth guest-link\0${linkId}`).digest().subarray(0, 24).toString('base64url')
}

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

function facts(row: LinkRow): Omit<GuestLink, 'url'> {
  return {
    id: row.id,
    expiresAt: row.expires_at.toISOString(),
    ...(row.opened_at ? { openedAt: row.opened_at.toISOString() } : {}),
    createdAt: row.created_at.toISOString(),
  }
}

function toLink(needs: Pick<LinkNeeds, 'secretKey' | 'publicUrl'>, row: LinkRow): GuestLink {
  return withUrl(needs, facts(row))
}

function withUrl({ secretKey, publicUrl }: Pick<LinkNeeds, 'secretKey' | 'publicUrl'>, link: Omit<GuestLink, 'url'>): GuestLink {
  return { ...link, url: new URL(`/g/${tokenOf(secretKey, link.id)}`, publicUrl).href }
}
