import { z } from 'zod'

import type { Mentions } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

const answerSchema = z.object({
  actors: z.array(z.object({ handle: z.string(), displayName: z.string().optional(), avatar: z.url().optional().catch(undefined) })),
})

/** Who has lost their handle is shown under this one; nobody is mentioned by it. */
const lost = 'handle.invalid'

/** Everyone on the network by the beginning of name or handle. The account's own server asks the app's service, so that whoever is blocked is left out. */
export const mentions: Mentions = {
  find: async (query, access, environment) => {
    const q = query.replace(/^@/, '').trim()
    if (q === '') return { ok: true, value: [] }
    const session = signedIn(access, environment)
    const call = { server: session.pds, method: 'app.bsky.actor.searchActorsTypeahead', query: { q, limit: '10' }, answer: answerSchema }
    const found = await ask(call, session.environment)
    if (!found.ok) return found
    const actors = found.value.actors.filter(({ handle }) => handle !== lost)
    return {
      ok: true,
      value: actors.map(({ handle, displayName = '', avatar }) => ({
        text: `@${handle}`,
        name: displayName.trim() || handle,
        handle,
        ...(avatar === undefined ? {} : { avatarUrl: avatar }),
      })),
    }
  },
}
