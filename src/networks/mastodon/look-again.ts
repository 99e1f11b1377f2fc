import { z } from 'zod'

import type { AccountAccess, FoundItem, ItemOnNetwork, Looked, LookingAgain, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, type Asked } from './api.ts'
import { statusSchema, wordsOf } from './inbox-status.ts'
import { signedIn } from './session.ts'
import { tokenTrouble } from './token-trouble.ts'

/** A server tells of no deletion, and of few edits. */
export const lookingAgain: LookingAgain = {
  kinds: ['comment', 'mention', 'quote', 'message'],
  round: { every: 900, most: 200 },
  everyOpen: 300,
  atOnce: 20,
  look: async (items, access, environment) => {
    const at = { access, environment }
    const listed = await listThem(items, at)
    if (!listed.ok) return inTrouble(listed, at)
    return askForEach(items, listed.value, at)
  },
}

interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
}

const foundSchema = statusSchema.pick({ id: true, content: true, spoiler_text: true, edited_at: true })
type Found = z.infer<typeof foundSchema>

type Listed = { readonly ok: true; readonly value: readonly Found[] } | Extract<Asked<unknown>, { ok: false }>

/** All in one call (4.3); nothing where the server has no such list, or another one. */
async function listThem(items: readonly ItemOnNetwork[], { access, environment }: Asking): Promise<Listed> {
  const { server, token } = signedIn(access)
  const ids = new URLSearchParams(items.map(({ externalId }) => ['id[]', externalId]))
  const listed = await ask({ server, path: `/api/v1/statuses?${ids}`, token, answer: z.array(foundSchema) }, environment)
  if (listed.ok) return { ok: true, value: listed.value }
  const hasNone = [200, 400, 404, 405, 410].includes(listed.status ?? 0) && listed.trouble.reason.code !== 'right-missing'
  return hasNone ? { ok: true, value: [] } : listed
}

/** The list leaves out what is not there without a word; each of those is asked for by itself. */
async function askForEach(items: readonly ItemOnNetwork[], listed: readonly Found[], at: Asking): Promise<Outcome<Looked>> {
  const known = new Set(items.map(({ externalId }) => externalId))
  const found = new Map(listed.filter(({ id }) => known.has(id)).map((status) => [status.id, asFound(status)]))
  const missing: string[] = []
  const { server, token } = signedIn(at.access)
  for (const { externalId: id } of items.filter((item) => !found.has(item.externalId))) {
    const read = await ask({ server, path: `/api/v1/statuses/${encodeURIComponent(id)}`, token, answer: foundSchema }, at.environment)
    if (read.ok) found.set(id, asFound(read.value))
    else if (read.trouble.reason.code === 'not-there') missing.push(id)
    else return inTrouble(read, at)
  }
  return { ok: true, value: { found: [...found.values()], missing } }
}

function asFound(status: Found): FoundItem {
  const { id, edited_at: at } = status
  return { externalId: id, text: wordsOf(status), ...(at ? { editedAt: Temporal.Instant.from(at) } : {}) }
}

/** An account that was connected before Hearth asked for this right goes on publishing without it. */
async function inTrouble(asked: Extract<Asked<unknown>, { ok: false }>, { access, environment }: Asking): Promise<Outcome<Looked>> {
  const trouble = (await tokenTrouble(asked, access, environment)) ?? asked.trouble
  return { ok: false, trouble: trouble.reason.code === 'right-missing' ? { kind: 'rejected', reason: trouble.reason } : trouble }
}
