import type { Document, Reader } from '#contract/governance'

/** How far one is with a document. `now` in milliseconds. */
export function stateOfMine({ confirmed, due, readAt }: Document['mine'], now = Date.now()): Reader['documents'][number]['state'] {
  if (confirmed) return 'confirmed'
  if (due !== undefined && Date.parse(due) < now) return 'overdue'
  return readAt === undefined ? 'unread' : 'read'
}
