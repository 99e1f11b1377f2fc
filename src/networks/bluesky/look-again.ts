import { z } from 'zod'

import type { AccountAccess, ItemOnNetwork, Looked, LookingAgain, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { isThere } from './is-there.ts'
import { signedIn } from './session.ts'

/** Nothing tells of a deletion, and a post is never rewritten. */
export const lookingAgain: LookingAgain = {
  kinds: ['comment', 'mention', 'quote'],
  round: { every: 900, most: 500 },
  everyOpen: 300,
  atOnce: 25,
  look,
}

const postsSchema = z.object({ posts: z.array(z.object({ uri: z.string() })) })

/** All in one call. It leaves out what it does not show, such as posts of somebody blocked: each of those is asked for by itself. */
async function look(items: readonly ItemOnNetwork[], access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Looked>> {
  const session = signedIn(access, environment)
  const query = items.map(({ externalId }): [string, string] => ['uris', externalId])
  const call = { server: session.pds, method: 'app.bsky.feed.getPosts', query, answer: postsSchema }
  const shown = await ask(call, session.environment)
  if (!shown.ok) return shown
  const found = new Set(shown.value.posts.map(({ uri }) => uri))
  const missing: string[] = []
  for (const { externalId } of items.filter((item) => !found.has(item.externalId))) {
    const there = await isThere(externalId, access, environment)
    if (!there.ok) return there
    if (there.value === 'there') found.add(externalId)
    if (there.value === 'gone') missing.push(externalId)
  }
  return { ok: true, value: { found: [...found].map((externalId) => ({ externalId })), missing } }
}
