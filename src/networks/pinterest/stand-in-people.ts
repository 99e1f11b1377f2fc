import { crowdOf } from '../stand-in-crowd.ts'
import { followersOf } from '../stand-in-figures.ts'
import { actIn, fromTelephone, messagesWith, newestFirst, personNamed, profileWith, sendMessage } from '../stand-in-people.ts'
import { nowAt } from '../stand-in-time.ts'
import type { Action, ActionImage, NewProfile, StandInMessage, StandInPost, StandInProfile } from '../stand-in.ts'
import { addBoard } from './stand-in-boards.ts'
import { keepPin, pictureUrl } from './stand-in-pins.ts'
import { type Comment, newId, type Person, personWith, type Pin, pinPage, pinWith, type Server } from './stand-in-state.ts'

/** Whoever comes has the boards that the installation gives them. */
export function addPerson(server: Server, profile: NewProfile): Person {
  const { business = false } = profile
  return personNamed(server, profile, {
    isName: (handle) => /^[a-z0-9_]{3,30}$/.test(handle),
    rule: 'a name on Pinterest: 3 to 30 letters, digits and underscores.',
    make: (shown) => {
      const person = { id: newId(), business, ...shown }
      for (const board of server.settings.boards(shown.handle)) addBoard(server, person, board)
      return person
    },
  })
}

export function profileOf(server: Server, person: Person): StandInProfile {
  return { ...profileWith(server, person, { business: person.business }), followers: followersOf(server, person.id) }
}

/** Pins and comments, newest first. */
export function shownPosts(
  server: Server,
  { profileId, limit }: { readonly profileId?: string; readonly limit?: number },
): readonly StandInPost[] {
  const ofThem = ({ personId }: { readonly personId: string }) => profileId === undefined || personId === profileId
  const all = [
    ...server.state.pins.filter(ofThem).map((pin) => shownPin(server, pin)),
    ...server.state.comments.filter(ofThem).map((comment) => shownComment(server, comment)),
  ]
  return newestFirst(all, limit)
}

export function shownPin(server: Server, pin: Pin): StandInPost {
  const { id, personId, title, description, alt, link, kind, pictures, film, at, likes, saves } = pin
  return {
    id,
    profileId: personId,
    text: description,
    ...(title === '' ? {} : { title }),
    kind: boardName(server, pin),
    images: kind === 'video' ? [] : pictures.map((picture) => ({ url: pictureUrl(server, picture), alt })),
    ...(film ? { videos: [{ url: `${server.world.webOrigin}/films/${id}`, seconds: film.seconds, alt }] } : {}),
    ...(link === '' ? {} : { link: { url: link, title: '', description: '' } }),
    at,
    url: pinPage(server, id),
    likes: likes.length + crowdOf(server.state, id, 'reactions'),
    reposts: saves.length + crowdOf(server.state, id, 'saves'),
    replies: server.state.comments.filter(({ pinId }) => pinId === id).length,
  }
}

/** `Tea at home` or `Tea at home › Green`. */
function boardName({ state }: Server, { boardId, sectionId }: Pin): string {
  const board = state.boards.find(({ id }) => id === boardId)
  const section = board?.sections.find(({ id }) => id === sectionId)
  return [board?.name ?? '', ...(section ? [section.name] : [])].join(' › ')
}

function shownComment(server: Server, { id, pinId, personId, text, at, likes }: Comment): StandInPost {
  const url = pinPage(server, pinId)
  return { id, profileId: personId, text, images: [], replyTo: pinId, at, url, likes: likes.length, reposts: 0, replies: 0 }
}

export function messagesOf(server: Server, profileId: string): readonly StandInMessage[] {
  return messagesWith(server, profileId)
}

/** What somebody does in the app. A repost is a pin that is saved. */
export function act(server: Server, action: Action): { readonly id: string } {
  return actIn(server, action, {
    personWith: (id) => personWith(server, id),
    post: (by, written) => pinIn(server, by, written),
    reply: (by, written) => say(server, by, written),
    likesOf: (id) => (server.state.comments.find((each) => each.id === id) ?? pinWith(server, id)).likes,
    repostsOf: (id) => pinWith(server, id).saves,
    edit: (by, { on, text }) => {
      ownPin(server, by, on).description = text
      server.world.changed()
    },
    remove: (by, on) => {
      server.state.pins.splice(server.state.pins.indexOf(ownPin(server, by, on)), 1)
      server.world.changed()
    },
    message: (by, written) => sendMessage(server, { by, ...written, id: newId(), most: { characters: 1000 } }),
  })
}

function ownPin(server: Server, by: Person, id: string): Pin {
  const found = pinWith(server, id)
  if (found.personId !== by.id) throw new Error('Only who made a pin changes it.')
  return found
}

function pinIn(server: Server, by: Person, { text, images }: { readonly text: string; readonly images: readonly ActionImage[] }) {
  if (images.length === 0 || images.length > 5) throw new Error('A pin shows a video or 1 to 5 pictures.')
  if (text.length > 800) throw new Error('A description has at most 800 characters.')
  const board = server.state.boards.find(({ ownerId }) => ownerId === by.id) ?? addBoard(server, by, { name: 'Ideas' })
  const made: Pin = {
    id: newId(),
    personId: by.id,
    boardId: board.id,
    title: '',
    description: text,
    alt: images[0]?.alt ?? '',
    link: '',
    kind: images.length > 1 ? 'multiple_images' : 'image',
    pictures: images.map((image) => ({ id: newId(), ...fromTelephone(image) })),
    slots: images.length > 1 ? images.map(() => ({ title: '', description: '', link: '' })) : [],
    at: nowAt(server),
    likes: [],
    saves: [],
  }
  keepPin(server, made)
  return { id: made.id }
}

/** An answer to a comment stands under the same pin. */
function say(server: Server, by: Person, { on, text }: { readonly on: string; readonly text: string }) {
  if (text.trim() === '' || text.length > 500) throw new Error('A comment has 1 to 500 characters.')
  const pinId = server.state.comments.find(({ id }) => id === on)?.pinId ?? on
  const made = { id: newId(), pinId: pinWith(server, pinId).id, personId: by.id, text, at: nowAt(server), likes: [] }
  server.state.comments.push(made)
  server.world.changed()
  return { id: made.id }
}
