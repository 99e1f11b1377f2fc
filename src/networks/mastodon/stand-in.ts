import type { Action, NewProfile, StandIn, StandInKind, StandInProfile, StandInWorld } from '../stand-in.ts'
import { asMessages, asPost, perform, type Place } from './stand-in-actions.ts'
import { crowd, followersOf } from './stand-in-insights.ts'
import { type Differences, usual } from './stand-in-limits.ts'
import { decide } from './stand-in-oauth.ts'
import { route } from './stand-in-routes.ts'
import { bookAsJson, newId, openBook, type Book, type Profile } from './stand-in-state.ts'
import { stepOf } from './stand-in-steps.ts'

/** A Mastodon server of the present version. */
export const standIn: StandInKind = standInWith({})

/** A server that differs from the usual: other limits, an older version, other software that speaks the same API. */
export function standInWith(differences: Partial<Differences>): StandInKind {
  return { id: 'mastodon', open: (world) => open(world, { ...usual, rates: world.rateLimits !== false, ...differences }) }
}

function open(world: StandInWorld, allowed: Differences): StandIn {
  const book = openBook(world.restore)
  const { host } = new URL(world.origin)
  const place = (): Place => ({ book, allowed, web: world.webOrigin, now: world.now().epochMilliseconds, changed: world.changed })
  /** Numbers tell people of one server apart; with its name they are told apart everywhere. */
  const outside = ({ id }: Profile) => `${id}@${host}`
  const who = (profileId: string) => profileIn(book, profileId.replace(`@${host}`, ''))
  return {
    handle: (request) => route(request, place()),
    state: () => bookAsJson(book),
    options: {},
    addProfile: (profile) => asProfile(addProfile(profile, place()), { book, outside }),
    profiles: () => [...book.profiles.values()].map((profile) => asProfile(profile, { book, outside })),
    connectWith: () => ({ way: 'oauth', fields: { server: world.origin } }),
    approve: async (redirect, { profileId, deny = false }) =>
      decide(new URL(redirect).searchParams, { profileId: who(profileId).id, deny }, place()),
    revoke: (profileId) => {
      for (const token of book.tokens.values()) if (token.profileId === who(profileId).id) token.revoked = true
      world.changed()
    },
    posts: ({ profileId, limit } = {}) => {
      const all = [...book.statuses.values()].filter((status) => profileId === undefined || status.profileId === who(profileId).id)
      const newest = all.toSorted((a, b) => b.madeAt - a.madeAt || (BigInt(b.id) > BigInt(a.id) ? 1 : -1))
      return newest.slice(0, limit).map((status) => asPost(status, place(), outside(profileIn(book, status.profileId))))
    },
    messages: (profileId) => asMessages(who(profileId), place(), outside),
    act: (action) => act(action, who, place()),
    crowd: (deeds) => crowd(deeds, { book, who, world }),
    read: (request) => stepOf(request, { book, outside }),
  }
}

function profileIn(book: Book, id: string): Profile {
  const profile = book.profiles.get(id)
  if (!profile) throw new Error(`Nobody here has the id ${id}.`)
  return profile
}

function addProfile({ handle, displayName, bio = '', avatarUrl }: NewProfile, { book, now, changed }: Place): Profile {
  const username = handle.toLowerCase()
  const there = [...book.profiles.values()].find((profile) => profile.username === username)
  if (there) return there
  const profile: Profile = {
    id: newId(book.profiles, now),
    username,
    displayName,
    bio,
    madeAt: now,
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
  }
  book.profiles.set(profile.id, profile)
  changed()
  return profile
}

function asProfile(
  profile: Profile,
  { book, outside }: { readonly book: Book; readonly outside: (profile: Profile) => string },
): StandInProfile {
  const { username, displayName, bio, avatarUrl } = profile
  return {
    id: outside(profile),
    handle: username,
    displayName,
    bio,
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    followers: followersOf(profile, book),
    following: book.follows.filter((follow) => follow.by === profile.id).length,
  }
}

function act(action: Action, who: (profileId: string) => Profile, place: Place): { readonly id: string } {
  const done = perform(action, who, place)
  place.changed()
  return done
}
