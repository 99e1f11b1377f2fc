import type { AccountAccess, FoundItem, ItemOnNetwork, Looked, LookingAgain, NetworkEnvironment, Outcome } from '../network.ts'
import { statusSchema, wordsOf } from './inbox-status.ts'
import { readStatuses } from './read-statuses.ts'

/** A server tells of no deletion, and of few edits. */
export const lookingAgain: LookingAgain = {
  kinds: ['comment', 'mention', 'quote', 'message'],
  round: { every: 900, most: 200 },
  everyOpen: 300,
  atOnce: 20,
  look,
}

const foundSchema = statusSchema.pick({ id: true, content: true, spoiler_text: true, edited_at: true })

async function look(items: readonly ItemOnNetwork[], access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Looked>> {
  const ids = items.map(({ externalId }) => externalId)
  const read = await readStatuses({ ids, answer: foundSchema }, access, environment)
  if (!read.ok) return read
  const { statuses, missing } = read.value
  return { ok: true, value: { found: statuses.map(asFound), missing } }
}

function asFound(status: (typeof foundSchema)['_output']): FoundItem {
  const { id, edited_at: at } = status
  return { externalId: id, text: wordsOf(status), ...(at ? { editedAt: Temporal.Instant.from(at) } : {}) }
}
