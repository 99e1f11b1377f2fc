import { randomBytes } from 'node:crypto'

import type { Json } from '#kit/json'

import { crowdOf } from '../stand-in-crowd.ts'
import type { Action, ActionFilm, ActionImage, NewProfile, StandInProfile } from '../stand-in.ts'
import { keepBlob, refTo } from './stand-in-blobs.ts'
import { declare, sendInApp } from './stand-in-chat-app.ts'
import { base32, cidOf } from './stand-in-cids.ts'
import { facetsIn } from './stand-in-facets.ts'
import { isHandle, usualDomain } from './stand-in-identity.ts'
import { removeRecord, writeRecord } from './stand-in-repo.ts'
import { type Person, personBy, recordsAbout, type Stored } from './stand-in-state.ts'
import { nextTid } from './stand-in-tid.ts'
import type { Server } from './stand-in-wire.ts'

export function addPerson(server: Server, profile: NewProfile): Person {
  const handle = (profile.handle.includes('.') ? profile.handle : `${profile.handle}${usualDomain}`).toLowerCase()
  const known = personBy(server.state, handle)
  if (known) return known
  if (!isHandle(handle)) throw new Error(`“${profile.handle}” cannot be a handle on Bluesky.`)
  const did = `did:plc:${base32(randomBytes(15))}`
  const rev = nextTid(server)
  const person: Person = {
    did,
    handle,
    email: `${handle.replaceAll('.', '-')}@mail.test`,
    displayName: profile.displayName,
    ...(profile.bio === undefined ? {} : { bio: profile.bio }),
    ...(profile.avatarUrl === undefined ? {} : { avatarUrl: profile.avatarUrl }),
    appPasswords: [],
    commit: { rev, cid: cidOf({ did, rev }) },
    createdAt: now(server),
  }
  server.state.people.set(did, person)
  const record = {
    displayName: profile.displayName,
    ...(profile.bio === undefined ? {} : { description: profile.bio }),
    createdAt: person.createdAt,
  }
  writeRecord(server, person, { collection: 'app.bsky.actor.profile', rkey: 'self', record })
  // A business wants to be written to.
  if (profile.business) declare(server, person, 'everyone')
  return person
}

export function profileOf(server: Server, person: Person): StandInProfile {
  const { did, handle, displayName, bio, avatarUrl } = person
  return {
    id: did,
    handle,
    displayName,
    ...(bio === undefined ? {} : { bio }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    followers: followersOf(server, did),
    following: recordsOf(server, did, 'app.bsky.graph.follow').length,
  }
}

export function followersOf({ state }: Server, did: string): number {
  return new Set(recordsAbout(state, did, 'app.bsky.graph.follow').map((one) => one.did)).size + crowdOf(state, did, 'followers')
}

export function recordsOf({ state }: Server, did: string, collection: string): readonly Stored[] {
  return [...state.records.values()].filter((record) => record.did === did && record.collection === collection)
}

/** An app password for Hearth: the one that is there, or a new one. `privileged`: with the right to private messages. */
export function appPasswordFor(server: Server, person: Person, { privileged }: { readonly privileged: boolean }): string {
  const name = privileged ? 'hearth' : 'hearth-posts'
  const known = person.appPasswords.find((each) => each.name === name)
  if (known?.privileged === privileged) return known.password
  if (known) person.appPasswords.splice(person.appPasswords.indexOf(known), 1)
  const letters = base32(randomBytes(10))
  const password = [0, 4, 8, 12].map((from) => letters.slice(from, from + 4)).join('-')
  person.appPasswords.push({ name, password, privileged })
  server.world.changed()
  return password
}

/** Without its app passwords and grants no session can be renewed. */
export function withdrawGrants({ state, world }: Server, person: Person): void {
  person.appPasswords.splice(0)
  for (const token of state.refreshTokens.values()) if (token.did === person.did) state.refreshTokens.delete(token.id)
  for (const grant of state.grants.values()) if (grant.did === person.did) state.grants.delete(grant.id)
  world.changed()
}

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  switch (action.kind) {
    case 'post':
      return post(server, action.by, { images: [], ...action })
    case 'reply':
      return post(server, action.by, { text: action.text, images: [], reply: replyTo(server, action.post) })
    case 'like':
      return once(server, action.by, { collection: 'app.bsky.feed.like', subject: action.post })
    case 'repost':
      return once(server, action.by, { collection: 'app.bsky.feed.repost', subject: action.post })
    case 'follow':
      return follow(server, action.by, action.profile)
    case 'message':
      return message(server, action)
    case 'edit':
      throw new Error('On Bluesky nobody changes what they posted.')
    case 'delete':
      return remove(server, action)
  }
}

function remove(server: Server, { by, post: uri }: { readonly by: string; readonly post: string }): { readonly id: string } {
  const record = postWith(server, uri)
  if (record.did !== by) throw new Error('People delete only what they wrote.')
  removeRecord(server, record)
  server.world.changed()
  return { id: uri }
}

interface Writing {
  readonly text: string
  readonly images: readonly ActionImage[]
  readonly film?: ActionFilm
  readonly reply?: Json
}

function post(server: Server, by: string, { text, images, film, reply }: Writing): { readonly id: string } {
  const person = personWith(server, by)
  const facets = facetsIn(text, server.state)
  const record = {
    text,
    ...(facets.length > 0 ? { facets } : {}),
    ...(reply === undefined ? {} : { reply }),
    ...embedOf(server, person, { images, film }),
    createdAt: now(server),
  }
  return { id: writeRecord(server, person, { collection: 'app.bsky.feed.post', record }).uri }
}

function embedOf(server: Server, { did }: Person, { images, film }: Pick<Writing, 'images'> & { readonly film: ActionFilm | undefined }) {
  if (film) {
    const { width, height, alt } = film
    const video = refTo(keepBlob(server, did, { bytes: film.bytes, mimeType: 'video/mp4' }))
    return { embed: { $type: 'app.bsky.embed.video', video, aspectRatio: { width, height }, alt } }
  }
  const shown = images.map((image) => ({ image: refTo(keepBlob(server, did, image)), alt: image.alt }))
  return shown.length > 0 ? { embed: { $type: 'app.bsky.embed.images', images: shown } } : {}
}

function replyTo(server: Server, uri: string): Json {
  const parent = postWith(server, uri)
  const ref = { uri: parent.uri, cid: parent.cid }
  const above = parent.value['reply']
  const root = typeof above === 'object' && above !== null && 'root' in above ? above.root : ref
  return { root: root ?? ref, parent: ref }
}

function once(
  server: Server,
  by: string,
  { collection, subject }: { readonly collection: string; readonly subject: string },
): { readonly id: string } {
  const person = personWith(server, by)
  const { uri, cid } = postWith(server, subject)
  const known = recordsAbout(server.state, uri, collection).find(({ did }) => did === person.did)
  if (known) return { id: known.uri }
  return { id: writeRecord(server, person, { collection, record: { subject: { uri, cid }, createdAt: now(server) } }).uri }
}

function follow(server: Server, by: string, profile: string): { readonly id: string } {
  const person = personWith(server, by)
  const { did } = personWith(server, profile)
  if (did === person.did) throw new Error('Nobody follows themselves.')
  const known = recordsAbout(server.state, did, 'app.bsky.graph.follow').find((each) => each.did === person.did)
  if (known) return { id: known.uri }
  return { id: writeRecord(server, person, { collection: 'app.bsky.graph.follow', record: { subject: did, createdAt: now(server) } }).uri }
}

function message(
  server: Server,
  { by, to, text }: { readonly by: string; readonly to: string; readonly text: string },
): { readonly id: string } {
  return { id: sendInApp(server, { from: personWith(server, by), to: personWith(server, to), text }) }
}

function personWith({ state }: Server, did: string): Person {
  const person = state.people.get(did)
  if (!person) throw new Error(`Nobody on Bluesky has the id ${did}.`)
  return person
}

function postWith({ state }: Server, uri: string): Stored {
  const record = state.records.get(uri)
  if (record?.collection !== 'app.bsky.feed.post') throw new Error(`There is no post ${uri} on Bluesky.`)
  return record
}

function now({ world }: Server): string {
  return world.now().toString({ smallestUnit: 'millisecond' })
}
