import type { Db } from '#kit/database'
import { mayDo } from '#modules/teams'

import type { Approval } from '../contract.ts'
import type { RequestRow, VerdictRow } from './requests.ts'
import { aroundOf, toApproval, type Viewer } from './to-approval.ts'

interface Asked {
  readonly workspaceId: string
  readonly brandId: string
  readonly view: 'mine' | 'asked' | 'open' | 'settled'
  readonly limit: number
  readonly viewer: Viewer & { readonly kind: 'member' }
}

/** What is asked, the most urgent first, and how much of it waits for whoever looks. Those outside the team see only what they are asked. */
export async function listApprovals(
  db: Db,
  { workspaceId, brandId, view, limit, viewer }: Asked,
): Promise<{ approvals: Approval[]; mine: number }> {
  const open = await seen(db, viewer, await openRequests(db, { workspaceId, brandId }))
  const mine = open.filter((approval) => approval.mine)
  const isOutside = !mayDo(viewer.role, 'posts.read')
  const chosen = async () => {
    if (view === 'mine' || isOutside) return view === 'mine' || view === 'open' ? mine : []
    if (view === 'open') return open
    const rows =
      view === 'asked'
        ? await askedBy(db, { workspaceId, brandId, memberId: viewer.id, limit })
        : await settled(db, { workspaceId, brandId, limit })
    return seen(db, viewer, rows)
  }
  return { approvals: (await chosen()).slice(0, limit), mine: mine.length }
}

/** More than any team can have before it; those further down come up as the first are decided. */
const mostOpen = 500

function openRequests(db: Db, { workspaceId, brandId }: Pick<Asked, 'workspaceId' | 'brandId'>): Promise<RequestRow[]> {
  return db
    .selectFrom('governance.request')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('state', '=', 'open')
    .orderBy('due_at', (by) => by.asc().nullsFirst())
    .orderBy('asked_at')
    .orderBy('id')
    .limit(mostOpen)
    .execute()
}

function askedBy(
  db: Db,
  { workspaceId, brandId, memberId, limit }: Pick<Asked, 'workspaceId' | 'brandId' | 'limit'> & { memberId: string },
) {
  return db
    .selectFrom('governance.request')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where((is) => is.or([is('asked_by', '=', memberId), is('written_by', '=', memberId)]))
    .where('state', 'in', ['open', 'refused'])
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

function settled(db: Db, { workspaceId, brandId, limit }: Pick<Asked, 'workspaceId' | 'brandId' | 'limit'>): Promise<RequestRow[]> {
  return db
    .selectFrom('governance.request')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('state', '<>', 'open')
    .orderBy('settled_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

async function seen(db: Db, viewer: Viewer, requests: readonly RequestRow[]): Promise<Approval[]> {
  const verdicts = await currentVerdicts(db, requests)
  const [first] = requests
  if (!first) return []
  const around = await aroundOf(db, { workspaceId: first.workspace_id, brandId: first.brand_id }, requests)
  return requests.map((request) => toApproval(request, { viewer, verdicts: verdicts.get(request.id) ?? [], around }))
}

/** What was said about the version that each asks about now, in one question. */
async function currentVerdicts(db: Db, requests: readonly RequestRow[]): Promise<ReadonlyMap<string, VerdictRow[]>> {
  const [first] = requests
  if (!first) return new Map()
  const rows = await db
    .selectFrom('governance.verdict as verdict')
    .innerJoin('governance.request as request', (join) =>
      join
        .onRef('request.workspace_id', '=', 'verdict.workspace_id')
        .onRef('request.id', '=', 'verdict.request_id')
        .onRef('request.version', '=', 'verdict.version'),
    )
    .selectAll('verdict')
    .where('verdict.workspace_id', '=', first.workspace_id)
    .where(
      'verdict.request_id',
      'in',
      requests.map(({ id }) => id),
    )
    .orderBy('verdict.at')
    .orderBy('verdict.id')
    .execute()
  return Map.groupBy(rows, ({ request_id }) => request_id)
}
