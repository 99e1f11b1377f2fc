import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { publishingRefusals } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'
import { seen } from './seen.ts'

export function removeNote({ db }: Pick<PublishingNeeds, 'db'>, call: Call, { noteId }: { noteId: string }): Promise<{ removed: true }> {
  return change(db, watching(call, seen.note(call.acting.workspaceId, noteId)), async (tx) => {
    const row = await tx
      .deleteFrom('publishing.note')
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', noteId)
      .returning('text')
      .executeTakeFirst()
    if (!row) throw refuse(publishingRefusals, 'NOT_FOUND')
    return {
      value: { removed: true as const },
      subject: { kind: 'note', id: noteId },
      detail: { firstLine: row.text },
      topics: ['posts'],
    }
  })
}
