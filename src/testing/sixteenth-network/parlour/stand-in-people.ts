import { newDigits, newSecret } from '../stand-in-ids.ts'
import { actIn, newestFirst, personNamed, sendMessage } from '../stand-in-people.ts'
import { nowAt } from '../stand-in-time.ts'
import type { Action, ActionImage, NewProfile, StandInPost } from '../stand-in.ts'
import { type Note, noteWith, type Person, personWith, type Server } from './stand-in-state.ts'

export function addPerson(server: Server, profile: NewProfile): Person {
  return personNamed(server, profile, {
    isName: (handle) => /^[a-z0-9]{1,40}$/.test(handle),
    rule: 'a name on Parlour: up to 40 letters and digits.',
    make: (shown) => ({ id: newDigits('7', 8), key: newSecret('', 40), ...shown }),
  })
}

/** Every key is taken back and cut anew. */
export function takeKeyBack({ state, world }: Server, profileId: string): void {
  for (const person of state.people) if (person.id === profileId) person.key = newSecret('', 40)
  world.changed()
}

export function shownNotes(
  server: Server,
  { profileId, limit }: { readonly profileId?: string; readonly limit?: number },
): readonly StandInPost[] {
  const notes = server.state.notes.filter(({ by }) => profileId === undefined || by === profileId)
  return newestFirst(notes, limit).map((note) => shownNote(server, note))
}

export function shownNote({ state, world }: Server, { id, by, text, pictures, replyTo, at, likes, reposts }: Note): StandInPost {
  return {
    id,
    profileId: by,
    text,
    images: pictures.map((picture) => ({ url: `${world.webOrigin}/pictures/${picture.id}`, alt: picture.alt })),
    ...(replyTo === undefined ? {} : { replyTo }),
    at,
    url: `${world.webOrigin}/notes/${id}`,
    likes: likes.length,
    reposts: reposts.length,
    replies: state.notes.filter((each) => each.replyTo === id).length,
  }
}

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  return actIn(server, action, {
    personWith: (id) => personWith(server, id),
    post: (by, written) => write(server, by, written),
    reply: (by, { on, text }) => write(server, by, { text, images: [], replyTo: noteWith(server, on).id }),
    likesOf: (id) => noteWith(server, id).likes,
    repostsOf: (id) => noteWith(server, id).reposts,
    message: (by, { to, text }) => sendMessage(server, { by, to, text, id: newDigits('9', 8), most: { characters: 200 } }),
  })
}

interface Written {
  readonly text: string
  readonly images: readonly ActionImage[]
  readonly replyTo?: string
}

function write({ state, world }: Server, by: Person, { text, images, replyTo }: Written): { readonly id: string } {
  if (text.trim() === '' && images.length === 0) throw new Error('A note on Parlour has words or pictures.')
  if (Array.from(text).length > 200 || images.length > 2) throw new Error('A note on Parlour has at most 200 characters and 2 pictures.')
  const note: Note = {
    id: newDigits('8', 12),
    by: by.id,
    text,
    pictures: images.map(({ bytes, mimeType, alt }) => ({
      id: newDigits('6', 12),
      by: by.id,
      data: Buffer.from(bytes).toString('base64'),
      mimeType,
      alt,
    })),
    ...(replyTo === undefined ? {} : { replyTo }),
    at: nowAt({ world }),
    likes: [],
    reposts: [],
  }
  state.notes.push(note)
  world.changed()
  return { id: note.id }
}
