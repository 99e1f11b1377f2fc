import { type Selectable, sql } from 'kysely'

import { commonRefusals } from '#kit/contract'
import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { asItStands, brandOf, type Call, change, memberNames } from '#modules/teams'

import type { Meaning, Playbook } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { holdRules } from '../rules/hold-rules.ts'
import { seen } from '../seen.ts'
import type { PlaybookTable } from './tables.ts'

/** The playbooks that a brand has. */
export async function listPlaybooks(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<Playbook[]> {
  await brandOf(db, { workspaceId, brandId })
  const rows = await db
    .selectFrom('inbox.playbook')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .orderBy('meaning')
    .execute()
  return rows.map(toPlaybook)
}

export function toPlaybook({ meaning, steps, tone, member_ids, saved_answer_id }: Selectable<PlaybookTable>): Playbook {
  return {
    meaning,
    steps: steps.map((step) => ({ ...step })),
    tone,
    memberIds: member_ids,
    ...(saved_answer_id !== null ? { savedAnswerId: saved_answer_id } : {}),
  }
}

interface Wanted {
  readonly brandId: string
  readonly meaning: Meaning
  readonly steps: readonly { readonly id?: string | undefined; readonly text: string }[]
  readonly tone: string
  readonly memberIds: readonly string[]
  readonly savedAnswerId?: string | undefined
}

/** In place of the one there was. Who is told for the first time hears of what is written from now on. */
export function keepPlaybook({ db }: Pick<InboxNeeds, 'db'>, call: Call, wanted: Wanted): Promise<Playbook> {
  const { workspaceId } = call.acting
  const { brandId, meaning, tone } = wanted
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    await holdRules(tx, { workspaceId, brandId })
    const before = await asItStands(tx, seen.playbook(workspaceId, brandId, meaning))
    const names = await memberNames(tx, { workspaceId, memberIds: wanted.memberIds })
    const content = {
      steps: JSON.stringify(wanted.steps.map(({ id = uuidv7(), text }) => ({ id, text }))),
      tone,
      member_ids: [...new Set(wanted.memberIds)].filter((id) => names.has(id)),
      saved_answer_id: await knownAnswer(tx, { workspaceId, savedAnswerId: wanted.savedAnswerId }),
    }
    const row = await tx
      .insertInto('inbox.playbook')
      .values({ workspace_id: workspaceId, brand_id: brandId, meaning, ...content })
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'brand_id', 'meaning']).doUpdateSet({ ...content, told_since: toldSince }),
      )
      .returningAll()
      .executeTakeFirstOrThrow()
    const after = await asItStands(tx, seen.playbook(workspaceId, brandId, meaning))
    return { value: toPlaybook(row), subject: { kind: 'brand', id: brandId }, detail: { meaning }, before, after, topics }
  })
}

/** Where nobody was told before, it begins anew. */
const toldSince = sql<Date>`case when playbook.member_ids = '{}' then clock_timestamp() else playbook.told_since end`
const topics = ['playbooks']

async function knownAnswer(
  tx: Tx,
  { workspaceId, savedAnswerId }: { workspaceId: string; savedAnswerId: string | undefined },
): Promise<string | null> {
  if (savedAnswerId === undefined) return null
  const { id } = await tx
    .selectFrom('inbox.saved_answer')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', savedAnswerId)
    .executeTakeFirstOrThrow(() => refuse(commonRefusals, 'NOT_FOUND'))
  return id
}

/** What was ticked stays with the threads, unseen. */
export function removePlaybook(
  { db }: Pick<InboxNeeds, 'db'>,
  call: Call,
  { brandId, meaning }: { brandId: string; meaning: Meaning },
): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await holdRules(tx, { workspaceId, brandId })
    const before = await asItStands(tx, seen.playbook(workspaceId, brandId, meaning))
    const { numDeletedRows } = await tx
      .deleteFrom('inbox.playbook')
      .where('workspace_id', '=', workspaceId)
      .where('brand_id', '=', brandId)
      .where('meaning', '=', meaning)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw refuse(commonRefusals, 'NOT_FOUND')
    return { value: { removed: true as const }, subject: { kind: 'brand', id: brandId }, detail: { meaning }, before, topics }
  })
}
