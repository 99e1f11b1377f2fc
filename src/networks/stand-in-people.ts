import { z } from 'zod'

import { nowAt } from './stand-in-time.ts'
import type { Action, ActionFilm, ActionImage, NewProfile, StandInMessage, StandInPost, StandInProfile, StandInWorld } from './stand-in.ts'

/** What every network knows of the people on it, besides what is its own. */
export const Someone = z.object({
  id: z.string(),
  handle: z.string(),
  displayName: z.string(),
  bio: z.string().exactOptional(),
  avatarUrl: z.string().exactOptional(),
})
type Someone = z.infer<typeof Someone>

/** `at` is missing in what was kept before it was noted. */
export const Follow = z.object({ by: z.string(), of: z.string(), at: z.string().exactOptional() })

/** Which post it is on, each network calls differently. */
export const Comment = z.object({ id: z.string(), personId: z.string(), text: z.string(), at: z.string(), likes: z.array(z.string()) })

export const Message = z.object({ id: z.string(), from: z.string(), to: z.string(), text: z.string(), at: z.string() })
type Message = z.infer<typeof Message>

/** What people do is kept here. */
interface Server<State> {
  readonly world: Pick<StandInWorld, 'now' | 'changed'>
  readonly state: State
}

type Following = Server<{ readonly follows: z.infer<typeof Follow>[] }>

interface Naming<Person> {
  readonly isName: (handle: string) => boolean
  /** Ends the sentence “… cannot be”. */
  readonly rule: string
  readonly make: (shown: Omit<Someone, 'id'>) => Person
  /** Who has this name already; whoever is called the same, unless said otherwise. */
  readonly isKnown?: (person: Person) => boolean
}

/** The person with this name, or a new one. @throws Error with a sentence where nobody can be called so. */
export function personNamed<Person extends Someone>(
  { state, world }: Server<{ readonly people: Person[] }>,
  { handle: written, displayName, bio, avatarUrl }: NewProfile,
  { isName, rule, make, isKnown = () => true }: Naming<Person>,
): Person {
  const handle = written.toLowerCase()
  const known = state.people.find((person) => person.handle === handle && isKnown(person))
  if (known) return known
  if (!isName(handle)) throw new Error(`“${written}” cannot be ${rule}`)
  const person = make({ handle, displayName, ...(bio === undefined ? {} : { bio }), ...(avatarUrl === undefined ? {} : { avatarUrl }) })
  state.people.push(person)
  world.changed()
  return person
}

/** `more` where the network tells a professional account. */
export function profileWith(
  { state }: Following,
  { id, handle, displayName, bio, avatarUrl }: Someone,
  more: { readonly business?: boolean } = {},
): StandInProfile {
  return {
    id,
    handle,
    displayName,
    ...more,
    ...(bio === undefined ? {} : { bio }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    followers: state.follows.filter(({ of }) => of === id).length,
    following: state.follows.filter(({ by }) => by === id).length,
  }
}

/** What was made last comes first, also of what was made at the same instant. */
export function newestFirst<Shown extends Pick<StandInPost, 'at'>>(posts: readonly Shown[], limit?: number): readonly Shown[] {
  return posts
    .toReversed()
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .slice(0, limit)
}

export function messagesWith(
  { state }: { readonly state: { readonly messages: readonly Message[] } },
  profileId: string,
): readonly StandInMessage[] {
  return state.messages.filter(({ from, to }) => from === profileId || to === profileId)
}

/** What the network makes of each thing that people do. @throws Error with a sentence where it would not let them. */
interface Deeds<Person> {
  readonly personWith: (id: string) => Person
  readonly post: (by: Person, written: { readonly text: string; readonly images: readonly ActionImage[] }) => Done
  /** Absent where people show no films here. */
  readonly film?: (by: Person, written: { readonly text: string; readonly film: ActionFilm }) => Done
  readonly reply: (by: Person, written: { readonly on: string; readonly text: string }) => Done
  /** Who likes this post or comment. */
  readonly likesOf: (id: string) => string[]
  readonly repostsOf: (id: string) => string[]
  /** Rewrites what they wrote; absent where the network's app lets nobody. */
  readonly edit?: (by: Person, written: { readonly on: string; readonly text: string }) => void
  /** Deletes what they wrote. */
  readonly remove?: (by: Person, on: string) => void
  readonly message: (by: Person, written: { readonly to: Person; readonly text: string }) => Done
}

interface Done {
  readonly id: string
}

export function actIn<Person extends Someone>(server: Following, action: Action, deeds: Deeds<Person>): Done {
  const by = deeds.personWith(action.by)
  switch (action.kind) {
    case 'post':
      return action.film
        ? showFilm(by, { text: action.text, film: action.film }, deeds)
        : deeds.post(by, { text: action.text, images: action.images ?? [] })
    case 'reply':
      return deeds.reply(by, { on: action.post, text: action.text })
    case 'like':
      return once(server, { by, on: deeds.likesOf(action.post), id: action.post })
    case 'repost':
      return once(server, { by, on: deeds.repostsOf(action.post), id: action.post })
    case 'follow':
      return follow(server, by, deeds.personWith(action.profile))
    case 'message':
      return deeds.message(by, { to: deeds.personWith(action.to), text: action.text })
    case 'edit':
      if (!deeds.edit) throw new Error('Here nobody changes what they wrote.')
      deeds.edit(by, { on: action.post, text: action.text })
      return { id: action.post }
    case 'delete':
      if (!deeds.remove) throw new Error('The stand-in lets nobody delete here.')
      deeds.remove(by, action.post)
      return { id: action.post }
  }
}

function showFilm<Person extends Someone>(
  by: Person,
  written: { readonly text: string; readonly film: ActionFilm },
  { film }: Deeds<Person>,
) {
  if (!film) throw new Error('Here nobody shows films.')
  return film(by, written)
}

function once({ world }: Following, { by, on, id }: { readonly by: Someone; readonly on: string[]; readonly id: string }): Done {
  if (!on.includes(by.id)) on.push(by.id)
  world.changed()
  return { id }
}

function follow({ state, world }: Following, by: Someone, of: Someone): Done {
  if (by.id === of.id) throw new Error('Nobody follows themselves.')
  if (!state.follows.some((each) => each.by === by.id && each.of === of.id))
    state.follows.push({ by: by.id, of: of.id, at: nowAt({ world }) })
  world.changed()
  return { id: `${by.id}/${of.id}` }
}

interface Sending {
  readonly by: Someone
  readonly to: Someone
  readonly text: string
  readonly id: string
  /** That a message may have. */
  readonly most: { readonly characters: number } | { readonly bytes: number }
}

/** @throws Error with a sentence where the network would not let them. */
export function sendMessage({ state, world }: Server<{ readonly messages: StandInMessage[] }>, { by, to, text, id, most }: Sending): Done {
  if (by.id === to.id) throw new Error('Nobody writes to themselves.')
  const [length, limit, unit] =
    'bytes' in most ? [Buffer.byteLength(text), most.bytes, 'bytes'] : [text.length, most.characters, 'characters']
  if (text.trim() === '' || length > limit) throw new Error(`A message has 1 to ${limit.toLocaleString('en')} ${unit}.`)
  state.messages.push({ id, from: by.id, to: to.id, text, at: nowAt({ world }) })
  world.changed()
  return { id }
}

/** A picture from somebody's telephone. What the app makes of it is its own business; nothing here asks for its size. */
export function fromTelephone({ bytes, mimeType }: Pick<ActionImage, 'bytes' | 'mimeType'>) {
  return { data: Buffer.from(bytes).toString('base64'), mimeType, width: 1080, height: 1080 }
}
