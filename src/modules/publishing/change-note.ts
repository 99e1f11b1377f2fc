import { sql } from 'kysely'

import type { Colour } from '#contract/strategy'
import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { type Note, publishingRefusals } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'
import { toNote } from './notes.ts'
import { seen } from './seen.ts'

interface Wanted {
  readonly noteId: string
  readonly day?: string | undefined
  readonly text?: string | undefined
  readonly colour?: Colour | undefined
}

/** Rewrites, recolours or moves a note; what is not given stays. */
export function changeNote({ db }: Pick<PublishingNeeds, 'db'>, call: Call, { noteId, day, text, colour }: Wanted): Promise<Note> {
  return change(db, watching(call, seen.note(call.acting.workspaceId, noteId)), async (tx) => {
    const row = await tx
      .updateTable('publishing.note')
      .set({
        day: sql`coalesce(${day ?? null}, day)`,
        text: sql`coalesce(${text ?? null}, text)`,
        colour: sql`coalesce(${colour ?? null}, colour)`,
      })
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', noteId)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw refuse(publishingRefusals, 'NOT_FOUND')
    return { value: toNote(row), subject: { kind: 'note', id: noteId }, detail: { firstLine: row.text }, topics: ['posts'] }
  })
}
