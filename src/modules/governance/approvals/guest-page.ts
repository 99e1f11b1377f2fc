import type { Db } from '#kit/database'
import { brandOf } from '#modules/teams'

import type { GuestEntry, Step } from '../contract.ts'
import type { ApprovalsNeeds } from '../needs.ts'
import { type Asking, type Entered, openGuestLink } from './open-guest-link.ts'
import type { RequestRow } from './requests.ts'
import { verdictsOf } from './requests.ts'
import { aroundOf, toApproval } from './to-approval.ts'

/** What a guest is asked about now, and a month of the calendar that is shared with them. */
export async function guestPage(needs: ApprovalsNeeds, asked: Asking & { readonly month?: string | undefined }) {
  const { db, clock } = needs
  const guest = await openGuestLink(needs, asked)
  const { name: brandName, timeZone } = await brandOf(db, guest)
  const month = asked.month ?? clock.now().toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth().toString()
  return {
    name: guest.name,
    language: guest.language,
    brand: { name: brandName, timeZone },
    expiresAt: guest.expiresAt.toISOString(),
    waiting: await waitingFor(db, guest),
    ...(guest.calendarAccounts ? { calendar: { month, entries: await monthOf(needs, guest, { month, timeZone }) } } : {}),
  }
}

async function waitingFor(db: Db, { workspaceId, brandId, guestId }: Entered) {
  const rows = (await asking(db, { workspaceId, guestId })).filter(({ state }) => state === 'open')
  const around = await aroundOf(db, { workspaceId, brandId }, rows)
  const seen = await Promise.all(
    rows.map(async (row) => toApproval(row, { viewer: { kind: 'guest', id: guestId }, verdicts: await verdictsOf(db, row), around })),
  )
  return seen
    .filter(({ mine }) => mine)
    .map(({ id, firstLine, plannedAt, dueAt, version }) => ({
      id,
      firstLine,
      version,
      ...(plannedAt === undefined ? {} : { plannedAt }),
      ...(dueAt === undefined ? {} : { dueAt }),
    }))
}

/** So many are looked through: those that were asked last. */
const mostRequests = 300

/** What a guest was ever asked about: what is asked of others first is not theirs before it has come to them in one version or another. */
export async function asking(db: Db, { workspaceId, guestId }: Pick<Entered, 'workspaceId' | 'guestId'>): Promise<RequestRow[]> {
  const rows = await db
    .selectFrom('governance.request as request')
    .selectAll('request')
    .select((is) =>
      is
        .selectFrom('governance.version as version')
        .select((of) => of.fn.max('version.reached').as('reached'))
        .whereRef('version.workspace_id', '=', 'request.workspace_id')
        .whereRef('version.request_id', '=', 'request.id')
        .as('reached'),
    )
    .where('request.workspace_id', '=', workspaceId)
    .where('request.state', '<>', 'withdrawn')
    .where((is) => is(is.fn('jsonb_path_exists', ['request.steps', is.val(`$[*].guests[*] ? (@ == "${guestId}")`)]), '=', true))
    .orderBy('request.asked_at', 'desc')
    .orderBy('request.id')
    .limit(mostRequests)
    .execute()
  return rows.filter(({ steps, reached }) => firstStepOf(steps, guestId) <= (reached ?? 0))
}

/** The first step at which a guest is asked; past the last where they are not. */
export function firstStepOf(steps: readonly Step[], guestId: string): number {
  const index = steps.findIndex(({ guests }) => guests.includes(guestId))
  return index === -1 ? steps.length : index
}

async function monthOf(
  needs: ApprovalsNeeds,
  guest: Entered,
  { month, timeZone }: { month: string; timeZone: string },
): Promise<GuestEntry[]> {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
  const at = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant()
  const entries = await needs.posts.plan(needs.db, {
    workspaceId: guest.workspaceId,
    brandId: guest.brandId,
    accountIds: guest.calendarAccounts ?? [],
    from: at(first),
    to: at(first.add({ months: 1 })),
  })
  const theirs = new Map((await asking(needs.db, guest)).map(({ post_id, id }) => [post_id, id]))
  return entries.map((entry) => {
    const approvalId = theirs.get(entry.postId)
    return { ...entry, ...(approvalId === undefined ? {} : { approvalId }) }
  })
}
