import { z } from 'zod'

import { accountEntity, statusEntity } from './stand-in-entities.ts'
import { localDomain } from './stand-in-html.ts'
import { type Asked, json, Refused } from './stand-in-request.ts'
import type { Profile, Status } from './stand-in-state.ts'
import { signedIn } from './stand-in-tokens.ts'

const flag = z.enum(['true', 'false']).default('false')
const searchSchema = z.strictObject({
  q: z.string().min(1),
  type: z.enum(['accounts', 'hashtags', 'statuses']).optional(),
  resolve: flag,
  limit: z.coerce.number().int().min(1).max(40).default(20),
})

/** An address finds the post that stands there, by any name of the server; only with `resolve`, and only what the one who asks may see. */
export function search(asked: Asked): Response {
  const { profile } = signedIn(asked, 'read:search')
  const { q, type, resolve, limit } = wanted(asked, searchSchema)
  const status = resolve === 'true' ? statusAt(q, asked) : undefined
  const seen = status && (status.profileId === profile.id || status.visibility === 'public' || status.visibility === 'unlisted')
  return json({
    accounts: type === undefined || type === 'accounts' ? people(q, asked, limit) : [],
    hashtags: [],
    statuses: status && seen && (type === undefined || type === 'statuses') ? [statusEntity(status, asked, profile.id)] : [],
  })
}

function statusAt(address: string, { book, web }: Asked): Status | undefined {
  if (!URL.canParse(address)) return undefined
  const { origin, pathname } = new URL(address)
  const [, id = ''] = /^\/(?:@\w+|users\/\w+\/statuses)\/(\d+)$/.exec(pathname) ?? []
  return origin === new URL(web).origin || origin === `https://${localDomain}` ? book.statuses.get(id) : undefined
}

const accountsSchema = z.strictObject({
  q: z.string().min(1),
  resolve: flag,
  following: flag,
  limit: z.coerce.number().int().min(1).max(80).default(40),
  offset: z.coerce.number().int().min(0).optional(),
})

export function searchAccounts(asked: Asked): Response {
  signedIn(asked, 'read:accounts')
  const { q, limit } = wanted(asked, accountsSchema)
  return json(people(q, asked, limit))
}

/** Those whose name or handle begins with the words. */
function people(q: string, asked: Asked, limit: number) {
  const words = q.replace(/^@/, '').toLowerCase()
  const begins = ({ username, displayName }: Profile) => username.startsWith(words) || displayName.toLowerCase().startsWith(words)
  return [...asked.book.profiles.values()]
    .filter(begins)
    .slice(0, limit)
    .map((profile) => accountEntity(profile, asked))
}

function wanted<Value>({ url }: Asked, schema: z.ZodType<Value>): Value {
  const parsed = schema.safeParse(Object.fromEntries(url.searchParams))
  if (!parsed.success) throw new Refused(400, z.prettifyError(parsed.error))
  return parsed.data
}
