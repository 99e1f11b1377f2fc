import type { AccountAccess, FoundItem, ItemOnNetwork, Looked, LookingAgain, NetworkEnvironment, Outcome } from '../network.ts'
import { readMessage } from './inbox-items.ts'
import { wordsOf } from './message-schema.ts'
import { placeOf, signedIn } from './session.ts'

/** Lists tell of new messages alone: what was rewritten or deleted is looked for one by one. */
export const lookingAgain: LookingAgain = {
  kinds: ['comment', 'mention'],
  round: { every: 1800, most: 100 },
  everyOpen: 300,
  atOnce: 10,
  look,
}

async function look(items: readonly ItemOnNetwork[], access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Looked>> {
  const session = signedIn(access)
  const found: FoundItem[] = []
  const missing: string[] = []
  if (session.way === 'webhook') return { ok: true, value: { found, missing } }
  for (const { externalId } of items) {
    const read = await readMessage(placeOf(externalId, session), { access, session, environment })
    if (!read.ok) return read
    if (!read.value) missing.push(externalId)
    else found.push({ externalId, text: wordsOf(read.value), ...editedAt(read.value.edited_timestamp) })
  }
  return { ok: true, value: { found, missing } }
}

function editedAt(at: string | null | undefined): Pick<FoundItem, 'editedAt'> {
  return at ? { editedAt: Temporal.Instant.from(at) } : {}
}
