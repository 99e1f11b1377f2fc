import { z } from 'zod'

import type { AccountAccess, FoundItem, ItemOnNetwork, Looked, LookingAgain, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'
import { instantOf } from './submitted.ts'

/** A hundred at a time, for which nothing has to be paid: comments that wait for us are looked at too. */
export const lookingAgain: LookingAgain = {
  kinds: ['comment', 'mention'],
  round: { every: 1800, most: 300 },
  everyOpen: 300,
  atOnce: 100,
  look,
}

const commentsSchema = z.object({
  kind: z.literal('Listing'),
  data: z.object({
    children: z.array(
      z.object({
        data: z.object({
          name: z.string(),
          author: z.string().nullish(),
          body: z.string(),
          edited: z.union([z.boolean(), z.number()]).catch(false),
        }),
      }),
    ),
  }),
})
type Comment = z.infer<typeof commentsSchema>['data']['children'][number]['data']

/** Of what its author deleted, or moderators removed, the place is kept, and nothing else. An id that is left out proves nothing. */
async function look(items: readonly ItemOnNetwork[], access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Looked>> {
  const ids = items.map(({ externalId }) => externalId).filter((id) => /^t1_[a-z0-9]+$/.test(id))
  if (ids.length === 0) return { ok: true, value: { found: [], missing: [] } }
  const query = { id: ids.join(',') }
  const read = await ask({ session: signedIn(access), path: 'api/info', query, answer: commentsSchema }, environment)
  if (!read.ok) return read
  const comments = read.value.data.children.map(({ data }) => data)
  const missing = comments.filter(isGone).map(({ name }) => name)
  return { ok: true, value: { found: comments.filter((comment) => !isGone(comment)).map(asFound), missing } }
}

function isGone({ author, body }: Comment): boolean {
  const word = /^\[(?:deleted|removed)\]$/
  return word.test(author ?? '') && /^\[(?:deleted|removed)[^\]]*\]$/.test(body.trim())
}

function asFound({ name, body, edited }: Comment): FoundItem {
  return { externalId: name, text: body, ...(typeof edited === 'number' ? { editedAt: instantOf(edited) } : {}) }
}
