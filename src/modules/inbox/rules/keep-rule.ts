import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { asItStands, brandOf, type Call, change, memberNames } from '#modules/teams'

import { type Rule, type RuleActions, type RuleConditions, ruleRefusals } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { holdRules } from './hold-rules.ts'
import { listRules, ruleById, toRule } from './list-rules.ts'
import { stillThere, whoMayWork } from './rule-acts-for.ts'

interface NewRule {
  readonly brandId: string
  readonly name: string
  readonly active: boolean
  readonly stops: boolean
  readonly conditions: RuleConditions
  readonly actions: RuleActions
}

/** The new one stands after all others of its brand. */
export function createRule(needs: InboxNeeds, call: Call, wanted: NewRule): Promise<Rule> {
  const { workspaceId } = call.acting
  const { brandId, name, active, stops, conditions } = wanted
  return change(needs.db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    await holdRules(tx, { workspaceId, brandId })
    const place = await nextPlace(tx, { workspaceId, brandId })
    const actions = await known(tx, needs, { workspaceId, brandId, actions: wanted.actions })
    await refuseOutOfReach(tx, { workspaceId, brandId, actions, conditions })
    const row = await underOwnName(() =>
      tx
        .insertInto('inbox.rule')
        .values({
          workspace_id: workspaceId,
          id: uuidv7(),
          brand_id: brandId,
          name,
          place,
          active_since: active ? sql<Date>`clock_timestamp()` : null,
          stops,
          conditions: JSON.stringify(conditions),
          actions: JSON.stringify(actions),
        })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    return { value: toRule({ ...row, acted: 0 }), subject: { kind: 'rule', id: row.id }, detail: { name, active }, topics }
  })
}

interface Wanted {
  readonly ruleId: string
  readonly name?: string | undefined
  readonly active?: boolean | undefined
  readonly stops?: boolean | undefined
  readonly conditions?: RuleConditions | undefined
  readonly actions?: RuleActions | undefined
}

/** What is not given stays. One that is switched on acts on what is written from then on. */
export function changeRule(needs: InboxNeeds, call: Call, { ruleId, name, active, stops, conditions, actions }: Wanted): Promise<Rule> {
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    const { brandId } = await holdRulesWith(tx, { workspaceId, ruleId })
    const before = await asItStands(tx, seen.rule(workspaceId, ruleId))
    const kept = actions && (await known(tx, needs, { workspaceId, brandId, actions }))
    if (kept || conditions) {
      const stands = await tx
        .selectFrom('inbox.rule')
        .select(['actions', 'conditions'])
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', ruleId)
        .executeTakeFirstOrThrow()
      await refuseOutOfReach(tx, { workspaceId, brandId, actions: kept ?? stands.actions, conditions: conditions ?? stands.conditions })
    }
    await underOwnName(() =>
      tx
        .updateTable('inbox.rule')
        .set((column) => ({
          name: name ?? column.ref('name'),
          ...(active === undefined ? {} : { active_since: active ? sql<Date>`coalesce(active_since, clock_timestamp())` : null }),
          ...(stops === undefined ? {} : { stops }),
          ...(conditions === undefined ? {} : { conditions: JSON.stringify(conditions) }),
          ...(kept === undefined ? {} : { actions: JSON.stringify(kept) }),
        }))
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', ruleId)
        .execute(),
    )
    const row = await ruleById(tx, { workspaceId, ruleId })
    if (!row) throw refuse(ruleRefusals, 'NOT_FOUND')
    const detail = { name: row.name, ...(active === undefined ? {} : { active }) }
    const after = await asItStands(tx, seen.rule(workspaceId, ruleId))
    return { value: toRule(row), subject: { kind: 'rule', id: ruleId }, detail, before, after, topics }
  })
}

/** What it did stays, and can still be undone message by message. */
export function removeRule({ db }: InboxNeeds, call: Call, { ruleId }: { ruleId: string }): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const { name } = await holdRulesWith(tx, { workspaceId, ruleId })
    const before = await asItStands(tx, seen.rule(workspaceId, ruleId))
    await tx.deleteFrom('inbox.rule').where('workspace_id', '=', workspaceId).where('id', '=', ruleId).execute()
    return { value: { removed: true as const }, subject: { kind: 'rule', id: ruleId }, detail: { name }, before, topics }
  })
}

/** Rules are asked in this order from now on. It names all of them, so that none that was added meanwhile is lost sight of. */
export function orderRules(
  { db }: InboxNeeds,
  call: Call,
  { brandId, ruleIds }: { brandId: string; ruleIds: readonly string[] },
): Promise<Rule[]> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await holdRules(tx, { workspaceId, brandId })
    const before = await listRules(tx, { workspaceId, brandId })
    const wanted = new Set(ruleIds)
    if (wanted.size !== ruleIds.length || before.length !== wanted.size || before.some(({ id }) => !wanted.has(id)))
      throw refuse(ruleRefusals, 'RULES_CHANGED')
    await sql`
      update inbox.rule r set place = o.place from unnest(${[...ruleIds]}::uuid[]) with ordinality o (id, place)
      where r.workspace_id = ${workspaceId} and r.id = o.id`.execute(tx)
    const value = await listRules(tx, { workspaceId, brandId })
    return {
      value,
      subject: { kind: 'brand', id: brandId },
      detail: { rules: value.length },
      before: { order: before.map(({ name }) => name) },
      after: { order: value.map(({ name }) => name) },
      topics,
    }
  })
}

const topics = ['rules']

async function holdRulesWith(
  tx: Tx,
  { workspaceId, ruleId }: { workspaceId: string; ruleId: string },
): Promise<{ brandId: string; name: string }> {
  const rule = await tx
    .selectFrom('inbox.rule')
    .select(['brand_id as brandId', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', ruleId)
    .executeTakeFirstOrThrow(() => refuse(ruleRefusals, 'NOT_FOUND'))
  await holdRules(tx, { workspaceId, brandId: rule.brandId })
  return rule
}

/** Each message is held against all of them. */
const most = 100

async function nextPlace(tx: Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<number> {
  const { count, last } = await tx
    .selectFrom('inbox.rule')
    .select([sql<number>`count(*)::integer`.as('count'), sql<number>`coalesce(max(place), 0)`.as('last')])
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .executeTakeFirstOrThrow()
  if (count >= most) throw refuse(ruleRefusals, 'TOO_MANY_RULES')
  return last + 1
}

interface Acting {
  readonly workspaceId: string
  readonly brandId: string
  readonly actions: RuleActions
}

/** Members who left meanwhile, and labels that were deleted, are left out, so that an old rule can be changed without looking for them. */
async function known(tx: Tx, needs: InboxNeeds, { workspaceId, brandId, actions }: Acting): Promise<RuleActions> {
  const there = await stillThere(tx, needs, { workspaceId, brandId, accountIds: [], actions: [actions] })
  const { labelIds = [], assigneeId, alert = [], ...others } = actions
  const labels = labelIds.filter((id) => there.labels.has(id))
  const members = alert.filter((id) => there.members.has(id))
  const kept: RuleActions = {
    ...others,
    ...(labels.length > 0 ? { labelIds: labels } : {}),
    ...(assigneeId !== undefined && there.members.has(assigneeId) ? { assigneeId } : {}),
    ...(members.length > 0 ? { alert: members } : {}),
  }
  if (Object.keys(kept).length === 0) throw refuse(ruleRefusals, 'DOES_NOTHING')
  return kept
}

/** Whoever a rule puts on threads must be able to work on all that it is about: its accounts, or the whole brand. */
async function refuseOutOfReach(
  tx: Tx,
  { workspaceId, brandId, actions, conditions }: Acting & { conditions: RuleConditions },
): Promise<void> {
  const { assigneeId } = actions
  // Who left is passed over as ever, so that an old rule can still be changed.
  if (assigneeId === undefined || !(await memberNames(tx, { workspaceId, memberIds: [assigneeId] })).has(assigneeId)) return
  const { accountIds = [] } = conditions
  for (const accountId of accountIds.length > 0 ? accountIds : [undefined]) {
    const able = await whoMayWork(tx, { workspaceId, brandId, accountId, members: [assigneeId] })
    if (able.length === 0) throw refuse(ruleRefusals, 'ASSIGNEE_OUT_OF_REACH')
  }
}

/** The database keeps names apart, whoever comes at the same moment. */
async function underOwnName<Value>(write: () => Promise<Value>): Promise<Value> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'rule_name') throw refuse(ruleRefusals, 'NAME_TAKEN')
    throw error
  }
}
