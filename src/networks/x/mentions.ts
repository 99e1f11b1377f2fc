import { z } from 'zod'

import type { Mention, Mentions } from '../network.ts'
import { ask } from './api.ts'
import { prices } from './prices.ts'
import { signedIn } from './session.ts'

/** Each profile that X answers costs, so few are asked for, and none before two letters tell whom somebody may mean. */
const mostProfiles = 5
const searchable = /^[A-Za-z0-9_' ]{2,50}$/

const foundSchema = z.object({
  data: z
    .array(z.object({ username: z.string(), name: z.string(), profile_image_url: z.string().optional() }))
    .max(100)
    .default([]),
})

export const mentions: Mentions = {
  find: async (written, access, environment) => {
    const query = written.replace(/^@/, '').trim()
    // X searches by Latin letters alone.
    if (!searchable.test(query)) return { ok: true, value: [] }
    const parameters = { query, max_results: String(mostProfiles), 'user.fields': 'profile_image_url' }
    const call = { ...signedIn(access), method: 'GET', path: '/2/users/search', query: parameters, answer: foundSchema } as const
    const found = await ask(call, environment)
    return found.ok ? { ok: true, value: found.value.data.slice(0, mostProfiles).map(asMention) } : found
  },
  cost: (found) => Math.round(found.length * prices.profileRead * 1000) / 1000,
}

function asMention({ username: handle, name, profile_image_url: avatarUrl }: z.infer<typeof foundSchema>['data'][number]): Mention {
  return { text: `@${handle}`, name, handle, ...(avatarUrl === undefined ? {} : { avatarUrl }) }
}
