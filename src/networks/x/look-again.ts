import { z } from 'zod'

import type { AccountAccess, ItemOnNetwork, Looked, LookingAgain, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { prices } from './prices.ts'
import { signedIn } from './session.ts'

/** Each post that is there costs as if it were read, so only those that somebody has before them are asked for, twice an hour. What is changed is a new post. */
export const lookingAgain: LookingAgain = {
  kinds: ['comment', 'mention', 'quote'],
  everyOpen: 1800,
  atOnce: 25,
  settles: 900,
  look,
}

/** Of a post that is protected, or whose author is suspended, X says something else than that it was not found. */
const postsSchema = z.object({
  data: z.array(z.object({ id: z.string() })).default([]),
  errors: z.array(z.object({ type: z.string().catch(''), resource_id: z.string().optional() })).default([]),
})

async function look(items: readonly ItemOnNetwork[], access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Looked>> {
  const query = { ids: items.map(({ externalId }) => externalId).join(','), 'post.fields': 'id' }
  const read = await ask({ ...signedIn(access), method: 'GET', path: '/2/tweets', query, answer: postsSchema }, environment)
  if (!read.ok) return read
  const { data, errors } = read.value
  const missing = errors.flatMap(({ type, resource_id: id }) => (type.endsWith('/resource-not-found') && id !== undefined ? [id] : []))
  return { ok: true, value: { found: data.map(({ id }) => ({ externalId: id })), missing, cost: data.length * prices.postRead } }
}
