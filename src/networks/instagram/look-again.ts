import { z } from 'zod'

import { lookOnGraph } from '../graph-look-again.ts'
import type { LookingAgain } from '../network.ts'
import { ask, version } from './api.ts'
import { signedIn } from './session.ts'

const commentSchema = z.object({ id: z.string(), text: z.string().optional(), hidden: z.boolean().optional() })

/** Nobody is told that a comment was deleted, or hidden in the app. Only what stands under posts of the profile can be read by its id; messages that are taken back are told. */
export const lookingAgain: LookingAgain = {
  kinds: ['comment'],
  round: { every: 900, most: 40 },
  everyOpen: 300,
  atOnce: 20,
  // At times the network says of what is there that it is not.
  settles: 900,
  look: (items, access, environment) =>
    lookOnGraph(items, {
      ask: ({ path, ...call }) => ask({ ...signedIn(access), ...call, path: `${version}/${path}` }, environment),
      answer: commentSchema,
      fields: 'id,text,hidden',
      says: ({ text = '', hidden = false }) => ({ text, hidden }),
      posts: `${access.externalId}/media`,
      under: 'comments',
    }),
}
