import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Call, change } from '#modules/teams'

import type { InboxNeeds } from '../needs.ts'
import { peopleRefusals, type PersonField } from '../people-contract.ts'

/** What else the workspace wants to know about people, in its order. */
export async function personFields(db: Db, { workspaceId }: { workspaceId: string }): Promise<PersonField[]> {
  const rows = await db
    .selectFrom('inbox.person_field')
    .select(['id', 'name', 'kind', 'choices'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('place')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, choices: [...row.choices] }))
}

/** The fields as they are given and no others: what people had in one that is left out is gone. */
export function setPersonFields(
  { db }: Pick<InboxNeeds, 'db'>,
  call: Call,
  { fields }: { fields: readonly PersonField[] },
): Promise<PersonField[]> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    if (new Set(fields.map(({ name }) => name.toLowerCase())).size < fields.length) throw refuse(peopleRefusals, 'FIELD_TWICE')
    const before = await personFields(tx, { workspaceId })
    const removed = await tx.deleteFrom('inbox.person_field').where('workspace_id', '=', workspaceId).returning('id').execute()
    const rows = fields.map(({ id, name, kind, choices }, place) => ({
      workspace_id: workspaceId,
      id,
      name,
      kind,
      choices: [...choices],
      place,
    }))
    if (rows.length > 0) await tx.insertInto('inbox.person_field').values(rows).execute()
    const left = removed.map(({ id }) => id).filter((id) => fields.every((field) => field.id !== id))
    await forgetValues(tx, { workspaceId, fieldIds: left })
    const value = await personFields(tx, { workspaceId })
    return {
      value,
      subject: { kind: 'workspace', id: workspaceId },
      detail: { fields: fields.length },
      before: { personFields: before.map(said) },
      after: { personFields: value.map(said) },
      topics: ['people'],
    }
  })
}

function said({ name, kind, choices }: PersonField) {
  return { name, kind, choices }
}

async function forgetValues(tx: Tx, { workspaceId, fieldIds }: { workspaceId: string; fieldIds: readonly string[] }): Promise<void> {
  if (fieldIds.length === 0) return
  const gone = sql`${[...fieldIds]}::text[]`
  await sql`update inbox.person set fields = fields - ${gone} where workspace_id = ${workspaceId} and fields ?| ${gone}`.execute(tx)
}

/** Refuses what does not fit the kind of its field, or belongs to none. */
export async function checkValues(
  tx: Tx,
  { workspaceId, values }: { workspaceId: string; values: Readonly<Record<string, string | null>> },
): Promise<void> {
  if (Object.keys(values).length === 0) return
  const fields = new Map((await personFields(tx, { workspaceId })).map((field) => [field.id, field]))
  const wrong = Object.entries(values).filter(([id, value]) => value !== null && !fits(fields.get(id), value))
  if (wrong.length > 0) throw refuse(peopleRefusals, 'WRONG_VALUE', { fields: wrong.map(([id]) => id) })
}

function fits(field: PersonField | undefined, value: string): boolean {
  if (!field) return false
  if (field.kind === 'number') return value.trim() !== '' && Number.isFinite(Number(value))
  if (field.kind === 'date') return isDay(value)
  return field.kind === 'text' || field.choices.includes(value)
}

function isDay(value: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(value) && Temporal.PlainDate.from(value).toString() === value
  } catch {
    return false
  }
}
