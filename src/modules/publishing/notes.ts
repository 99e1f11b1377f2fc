import type { Selectable } from 'kysely'

import type { Db } from '#kit/database'

import type { Note } from './contract.ts'
import type { NoteTable } from './tables.ts'

interface Wanted {
  readonly workspaceId: string
  readonly brandId: string
  /** Days of the brand's calendar, both included. */
  readonly from: string
  readonly to: string
}

/** A brand that writes more notes than this into two months has another tool for it. */
const most = 1000

/** The notes of the days, by day, the oldest of a day first. */
export async function listNotes(db: Db, { workspaceId, brandId, from, to }: Wanted): Promise<Note[]> {
  const rows = await db
    .selectFrom('publishing.note')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(toNote)
}

export function toNote(row: Selectable<NoteTable>): Note {
  return {
    id: row.id,
    brandId: row.brand_id,
    day: row.day,
    text: row.text,
    colour: row.colour,
    ...(row.created_by_name === null ? {} : { by: row.created_by_name }),
  }
}
