import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { type Acting, brandsWithin, memberNames, mayDo } from '#modules/teams'

import type { Crisis, HeldRule, LogEntry, OpenCrisis, TakeDown, Urgent } from '../crisis-contract.ts'
import type { GovernanceNeeds } from '../needs.ts'
import { type CrisisKey, findCrisis, toCrisis } from './lock-crisis.ts'
import type { CrisisLogTable } from './tables.ts'

/** One crisis with all that belongs to it, as this member sees it. */
export async function readCrisis(
  needs: Pick<GovernanceNeeds, 'outward'>,
  db: Db | Tx,
  { acting, crisisId }: { acting: Acting; crisisId: string },
): Promise<OpenCrisis> {
  const key = { workspaceId: acting.workspaceId, crisisId }
  const row = await findCrisis(db, key)
  const log = await logOf(db, key)
  const memberIds = row.playbook.roles.flatMap(({ memberId }) => (memberId === undefined ? [] : [memberId]))
  const names = await memberNames(db, { workspaceId: acting.workspaceId, memberIds })
  return {
    ...toCrisis(row),
    playbook: row.playbook,
    steps: row.playbook.steps.map(({ id }) => ({ id, ...doneOf(log, id) })),
    people: [...names].map(([memberId, name]) => ({ memberId, name })),
    log: log.map(toEntry),
    urgent: await urgentOf(needs, db, { acting, crisisId }),
    takeDowns: await takeDownsOf(needs, db, key),
    heldRules: await heldRulesOf(db, key),
  }
}

/** Those that stand, of all brands or of one within reach, for everybody to see. */
export async function crisisNow(db: Db, { workspaceId, standing }: Pick<Acting, 'workspaceId' | 'standing'>): Promise<Crisis[]> {
  const within = brandsWithin(standing)
  const rows = await db
    .selectFrom('governance.crisis')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('ended_at', 'is', null)
    .orderBy('rehearsal')
    .orderBy('began_at')
    .execute()
  return rows.filter(({ brand_id }) => brand_id === null || within === 'all' || within.has(brand_id)).map(toCrisis)
}

/** Of a brand and of all, the newest first. */
export async function listCrises(
  db: Db,
  { workspaceId, brandId, limit }: { workspaceId: string; brandId: string; limit: number },
): Promise<Crisis[]> {
  const rows = await db
    .selectFrom('governance.crisis')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where((is) => is.or([is('brand_id', 'is', null), is('brand_id', '=', brandId)]))
    .orderBy('began_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toCrisis)
}

type LogRow = Selectable<CrisisLogTable>

function logOf(db: Db | Tx, { workspaceId, crisisId }: CrisisKey): Promise<LogRow[]> {
  return db
    .selectFrom('governance.crisis_log')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('crisis_id', '=', crisisId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

function doneOf(log: readonly LogRow[], stepId: string): { done?: { at: string; by: string } } {
  const last = log.findLast(({ kind, detail }) => (kind === 'step-done' || kind === 'step-undone') && detail['stepId'] === stepId)
  return last?.kind === 'step-done' ? { done: { at: last.at.toISOString(), by: last.by_name } } : {}
}

function toEntry({ id, at, kind, by_name: by, detail }: LogRow): LogEntry {
  const { text } = detail
  return { id, at: at.toISOString(), by, kind, ...(typeof text === 'string' ? { text } : {}) }
}

async function urgentOf(
  { outward }: Pick<GovernanceNeeds, 'outward'>,
  db: Db | Tx,
  { acting, crisisId }: { acting: Acting; crisisId: string },
): Promise<Urgent[]> {
  const { workspaceId, memberId, role } = acting
  const rows = await db
    .selectFrom('governance.crisis_urgent')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('crisis_id', '=', crisisId)
    .orderBy('asked_at')
    .execute()
  const posts = new Map(
    (await outward.posts(db, { workspaceId, postIds: rows.map(({ post_id }) => post_id) })).map((post) => [post.id, post]),
  )
  return rows.map((row) => ({
    postId: row.post_id,
    firstLine: posts.get(row.post_id)?.firstLine ?? '',
    why: row.why,
    askedAt: row.asked_at.toISOString(),
    askedBy: row.asked_by_name,
    mayConfirm: row.confirmed_at === null && row.asked_by !== memberId && mayDo(role, 'posts.publish'),
    ...(row.confirmed_at === null ? {} : { confirmedAt: row.confirmed_at.toISOString(), confirmedBy: row.confirmed_by_name ?? '' }),
  }))
}

async function takeDownsOf(
  { outward }: Pick<GovernanceNeeds, 'outward'>,
  db: Db | Tx,
  { workspaceId, crisisId }: CrisisKey,
): Promise<TakeDown[]> {
  const rows = await db
    .selectFrom('governance.crisis_take_down')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('crisis_id', '=', crisisId)
    .orderBy('at')
    .execute()
  const takeDowns: TakeDown[] = []
  for (const row of rows) {
    const networks = await outward.takenDown(db, { workspaceId, deliveryIds: row.delivery_ids })
    takeDowns.push({ id: row.id, campaignId: row.campaign_id, name: row.name, at: row.at.toISOString(), by: row.by_name, networks })
  }
  return takeDowns
}

async function heldRulesOf(db: Db | Tx, { workspaceId, crisisId }: CrisisKey): Promise<HeldRule[]> {
  const rows = await db
    .selectFrom('governance.crisis_held')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('crisis_id', '=', crisisId)
    .orderBy('messages', 'desc')
    .execute()
  return rows.map(({ rule_id, name, messages, deeds, last_at }) => ({
    ruleId: rule_id,
    name,
    messages,
    deeds,
    lastAt: last_at.toISOString(),
  }))
}
