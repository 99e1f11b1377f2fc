import { z } from 'zod'

import type { Json } from '#kit/json'

import { crowdOf } from '../stand-in-crowd.ts'
import { signedIn } from './stand-in-access.ts'
import { charge } from './stand-in-bill.ts'
import { limits, spend } from './stand-in-limits.ts'
import type { Person } from './stand-in-state.ts'
import { type Asked, query, type Server } from './stand-in-wire.ts'

/** Names with commas between them, each of those known. */
export const listOf = (...known: readonly string[]) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(known)).min(1))
    .optional()

export const userFields = listOf(
  ...'created_at description id name profile_image_url protected public_metrics subscription_type url username verified verified_type'.split(
    ' ',
  ),
)

const Me = z.strictObject({
  'user.fields': userFields,

  expansions: listOf('affiliation', 'most_recent_post_id', 'pinned_post_id'),
})

/** `GET /2/users/me`. */
export function readMe(asked: Asked): Json {
  const { server } = asked
  const person = signedIn(asked, ['tweet.read', 'users.read'])
  spend(asked, limits.readMe, person.id)
  const fields = new Set(query(asked, Me)['user.fields'])
  charge(server, 'own profile read')
  return { data: userEntity(server, person, fields) }
}

const Search = z.strictObject({
  query: z.string().regex(/^[A-Za-z0-9_' ]{1,50}$/),
  max_results: z.coerce.number().int().min(1).max(1000).default(100),
  'user.fields': userFields,
})

/** `GET /2/users/search`: those whose name or handle begins with the words. Each one costs. */
export function searchUsers(asked: Asked): Json {
  const { server } = asked
  spend(asked, limits.searchUsers, signedIn(asked, ['tweet.read', 'users.read']).id)
  const { query: words, max_results: most, 'user.fields': fields } = query(asked, Search)
  const begins = (text: string) => text.toLowerCase().startsWith(words.trim().toLowerCase())
  const found = server.state.people.filter(({ handle, displayName }) => begins(handle) || begins(displayName)).slice(0, most)
  for (const _ of found) charge(server, 'profile read')
  // As its lists do, it names nothing where there is nothing.
  return { ...(found.length > 0 ? { data: found.map((person) => userEntity(server, person, new Set(fields))) } : {}), meta: {} }
}

export function userEntity(server: Server, person: Person, fields: ReadonlySet<string>): Json {
  const given: Readonly<Record<string, Json | undefined>> = {
    created_at: person.createdAt,
    description: person.bio ?? '',
    profile_image_url: person.avatarUrl,
    protected: false,
    subscription_type: person.subscription,
    verified: person.business || person.subscription !== 'None',
    verified_type: person.business ? 'business' : person.subscription === 'None' ? 'none' : 'blue',
    public_metrics: followsOf(server, person),
  }
  const asText = Object.entries(given).flatMap(([name, value]) => (fields.has(name) && value !== undefined ? [[name, value]] : []))
  return { id: person.id, name: person.displayName, username: person.handle, ...Object.fromEntries(asText) }
}

export function followsOf({ state }: Server, { id: personId }: Person) {
  const follows = state.marks.filter(({ kind }) => kind === 'follow')
  return {
    followers_count: follows.filter(({ about }) => about === personId).length + crowdOf(state, personId, 'followers'),
    following_count: follows.filter(({ by }) => by === personId).length,
    post_count: state.posts.filter(({ authorId }) => authorId === personId).length,
    listed_count: 0,
  }
}
