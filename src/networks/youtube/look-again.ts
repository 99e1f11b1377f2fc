import { z } from 'zod'

import type { AccountAccess, FoundItem, ItemOnNetwork, LookingAgain, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

/** A deletion is told where a thread is read whole or stands among the newest; the others are asked for, one unit for all of a look. */
export const lookingAgain: LookingAgain = {
  kinds: ['comment'],
  round: { every: 3600, most: 200 },
  everyOpen: 300,
  // As many as a list holds where nobody says how many: with ids nobody may say it.
  atOnce: 20,
  // What YouTube holds back for review after it was shown may be missing for the while.
  settles: 1800,
  look: async (items, access, environment) => {
    const asking = { access, environment, units: 0 }
    const looked = await lookFor(items, asking)
    if (!looked.ok) return looked
    const there = new Set(looked.value.map(({ externalId }) => externalId))
    const missing = items.map(({ externalId }) => externalId).filter((id) => !there.has(id))
    return { ok: true, value: { found: looked.value, missing, uses: [{ name: 'units', amount: asking.units }] } }
  },
}

interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
  units: number
}

const commentsSchema = z.object({
  // An answer without a list says nothing of what is there.
  items: z.array(
    z.object({
      id: z.string(),
      snippet: z.object({
        textOriginal: z.string().optional(),
        textDisplay: z.string().default(''),
        publishedAt: z.string(),
        updatedAt: z.string().optional(),
      }),
    }),
  ),
})
type Comment = z.infer<typeof commentsSchema>['items'][number]

/** Those that are there. Where one is not, the others may be refused with it; then each is asked for by itself. */
async function lookFor(items: readonly ItemOnNetwork[], asking: Asking): Promise<Outcome<readonly FoundItem[]>> {
  const { access, environment } = asking
  asking.units += 1
  const query = { part: 'snippet', id: items.map(({ externalId }) => externalId).join(','), textFormat: 'plainText' }
  const call = { ...signedIn(access), method: 'GET', path: '/youtube/v3/comments', query, answer: commentsSchema } as const
  const read = await ask(call, environment)
  if (read.ok) return { ok: true, value: read.value.items.map(asFound) }
  if (read.trouble.reason.code !== 'comment-gone') return read
  const found: FoundItem[] = []
  for (const item of items.length > 1 ? items : []) {
    const alone = await lookFor([item], asking)
    if (!alone.ok) return alone
    found.push(...alone.value)
  }
  return { ok: true, value: found }
}

/** Whether it is held back is told in other lists only. */
function asFound({ id, snippet }: Comment): FoundItem {
  const { textOriginal, textDisplay, publishedAt, updatedAt = publishedAt } = snippet
  return {
    externalId: id,
    text: textOriginal ?? textDisplay,
    ...(updatedAt === publishedAt ? {} : { editedAt: Temporal.Instant.from(updatedAt) }),
  }
}
