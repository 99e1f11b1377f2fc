import { z } from 'zod'

import { lookOnGraph } from '../graph-look-again.ts'
import type { LookingAgain } from '../network.ts'
import { ask, version } from './api.ts'
import { signedIn } from './session.ts'

const replySchema = z.object({ id: z.string(), text: z.string().optional(), hide_status: z.string().optional() })

/** What is said under posts is read again and again as it is; this is for what somebody looks at in the meantime. */
export const lookingAgain: LookingAgain = {
  kinds: ['comment'],
  everyOpen: 300,
  atOnce: 20,
  // The sister network says at times of what is there that it is not.
  settles: 900,
  look: (items, access, environment) =>
    lookOnGraph(items, {
      ask: ({ path, ...call }) => ask({ ...signedIn(access), ...call, path: `${version}/${path}` }, environment),
      answer: replySchema,
      fields: 'id,text,hide_status',
      says: ({ text = '', hide_status: hidden }) => ({ text, hidden: hidden === 'HIDDEN' }),
      posts: 'me/threads',
      under: 'conversation',
    }),
}
