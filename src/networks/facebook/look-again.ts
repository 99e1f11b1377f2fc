import { z } from 'zod'

import { lookOnGraph } from '../graph-look-again.ts'
import type { LookingAgain } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

const commentSchema = z.object({ id: z.string(), message: z.string().optional(), is_hidden: z.boolean().optional() })

/** Without webhooks, or where one was lost, nothing tells that a comment was deleted, rewritten or hidden. */
export const lookingAgain: LookingAgain = {
  kinds: ['comment'],
  round: { every: 900, everyWhenTold: 6 * 3600, most: 40 },
  everyOpen: 300,
  atOnce: 20,
  // The sister network says at times of what is there that it is not.
  settles: 900,
  look: (items, access, environment) =>
    lookOnGraph(items, {
      ask: (call) => ask({ ...signedIn(access), ...call }, environment),
      answer: commentSchema,
      fields: 'id,message,is_hidden',
      says: ({ message: text = '', is_hidden: hidden = false }) => ({ text, hidden }),
      posts: `${access.externalId}/feed`,
      under: 'comments',
    }),
}
