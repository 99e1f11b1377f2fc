import { z } from 'zod'

import type { Mention, Mentions } from '../network.ts'
import { accountSchema, ask, type Profile } from './api.ts'
import { signedIn } from './session.ts'
import { tokenTrouble } from './token-trouble.ts'

/** People whom the account's own server knows, wherever they live; nobody is looked for on other servers while somebody types. */
export const mentions: Mentions = {
  find: async (query, access, environment) => {
    const q = query.replace(/^@/, '').trim()
    if (q === '') return { ok: true, value: [] }
    const { server, token } = signedIn(access)
    const call = { server, path: '/api/v1/accounts/search', query: { q, limit: '10' }, token, answer: z.array(accountSchema) }
    const found = await ask(call, environment)
    if (!found.ok) return { ok: false, trouble: (await tokenTrouble(found, access, environment)) ?? found.trouble }
    return { ok: true, value: found.value.slice(0, 10).map(asMention) }
  },
}

/** People of other servers are named with their server. */
function asMention({ acct, username, display_name: name, avatar }: Profile): Mention {
  const handle = acct ?? username
  return {
    text: `@${handle}`,
    name: name?.trim() || username,
    handle,
    ...(avatar && /^https?:\/\//.test(avatar) ? { avatarUrl: avatar } : {}),
  }
}
