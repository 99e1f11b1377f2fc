import { crowdOf } from '../stand-in-crowd.ts'
import { newDigits } from '../stand-in-ids.ts'
import { actIn, fromTelephone, newestFirst, personNamed, profileWith } from '../stand-in-people.ts'
import { nowAt } from '../stand-in-time.ts'
import type { Action, ActionImage, NewProfile, StandInPost, StandInProfile } from '../stand-in.ts'
import { membersOf } from './stand-in-chats.ts'
import { placeWith, tell } from './stand-in-shown.ts'
import {
  arrangementNamed,
  channelOf,
  groupOf,
  idOf,
  type Message,
  messageIn,
  messageWith,
  newPerson,
  type Person,
  personWith,
  type Server,
  usernameOf,
} from './stand-in-state.ts'
import { put } from './stand-in-write.ts'

export function addPerson(server: Server, profile: NewProfile): Person {
  const arranged = profile.arrangement === undefined ? {} : { arrangement: arrangementNamed(profile.arrangement) }
  return personNamed(server, profile, {
    isName: (handle) => /^[a-z0-9][a-z0-9_.-]{0,40}$/.test(handle),
    rule: 'a name here: letters, digits, dots, hyphens and underscores.',
    make: (shown) => ({ ...newPerson(shown), ...arranged }),
  })
}

export function profileOf(server: Server, person: Person): StandInProfile {
  return { ...profileWith(server, person), followers: membersOf(server, person) }
}

/** BotFather makes a new token, and the old one is good for nothing. */
export function withdrawToken(server: Server, id: string): void {
  const { bot } = personWith(server, id)
  bot.token = `${bot.id}:${newDigits('AA', 35)}`
  server.world.changed()
}

/** Posts of channels, albums as one, and what was said in their groups. */
export function shownPosts(
  server: Server,
  { profileId, limit }: { readonly profileId?: string; readonly limit?: number },
): readonly StandInPost[] {
  const posts = server.state.messages.flatMap((message) => shownPost(server, message) ?? [])
  return newestFirst(
    posts.filter((each) => profileId === undefined || each.profileId === profileId),
    limit,
  )
}

/** undefined for a copy of a post, and for what an album has besides its first. */
export function shownPost(server: Server, message: Message): StandInPost | undefined {
  const author = authorOf(server, message)
  const group = albumOf(server, message)
  if (message.copyOf !== undefined || !author || group[0] !== message) return undefined
  const { text, card, poll, at, likes } = message
  const above = answeredBy(server, message)
  const films = group.flatMap(({ file }) => (file?.kind === 'video' ? [file] : []))
  const [document] = group.flatMap(({ file }) => (file?.kind === 'document' ? [file] : []))
  return {
    id: idOf(message),
    profileId: author.id,
    text: group.map((each) => each.text).find((each) => each !== '') ?? text,
    images: group.flatMap(({ file }) =>
      file && (file.kind === 'photo' || file.kind === 'animation') ? [{ url: fileUrl(server, file), alt: '' }] : [],
    ),
    ...(films.length > 0 ? { videos: films.map((file) => ({ url: fileUrl(server, file), seconds: file.seconds ?? 0 })) } : {}),
    ...(document ? { document: { url: fileUrl(server, document), title: document.name, pages: 1 } } : {}),
    ...(card === undefined ? {} : { link: { url: card, title: card, description: '' } }),
    ...(poll
      ? {
          poll: {
            options: poll.options.map((option) => ({ text: option, votes: 0 })),
            endsAt: Temporal.Instant.from(at).add({ seconds: poll.seconds }).toString(),
          },
        }
      : {}),
    ...(above === undefined ? {} : { replyTo: above }),
    at,
    url: addressOf(server, message),
    likes: likes.length + crowdOf(server.state, idOf(message), 'reactions'),
    reposts: 0,
    replies: server.state.messages.filter((each) => each.copyOf === undefined && answeredBy(server, each) === idOf(message)).length,
  }
}

function albumOf({ state }: Server, message: Message): readonly Message[] {
  if (message.album === undefined) return [message]
  return state.messages.filter(({ album, chat }) => album === message.album && chat === message.chat)
}

/** A bot speaks for the channel. */
function authorOf({ state }: Server, { from }: Message): Person | undefined {
  return state.people.find((person) => channelOf(person) === from || person.userId === from || person.bot.id === from)
}

/** A comment on a copy is one on the post. */
function answeredBy(server: Server, { chat, replyTo }: Message): string | undefined {
  const above = messageIn(server, chat, replyTo)
  if (!above) return undefined
  if (above.copyOf === undefined) return idOf(above)
  return `${channelOf(placeWith(server, chat).person)}/${above.copyOf}`
}

function fileUrl({ world }: Server, { id }: { readonly id: string }): string {
  return `${world.webOrigin}/files/${id}`
}

export function addressOf(server: Server, { chat, message }: Message): string {
  const { person, kind } = placeWith(server, chat)
  const name = kind === 'channel' ? usernameOf(person) : undefined
  return `${server.world.webOrigin}/${name ?? `c/${String(chat).replace(/^-100/, '')}`}/${message}`
}

/** What somebody does in the app. */
export function act(server: Server, action: Action): { readonly id: string } {
  return actIn(server, action, {
    personWith: (id) => personWith(server, id),
    post: (by, written) => postIn(server, by, written),
    reply: (by, { on, text }) => comment(server, by, { on: messageWith(server, on), text }),
    edit: (by, { on, text }) => rewrite(server, own(server, by, on), text),
    remove: (by, on) => {
      server.state.messages.splice(server.state.messages.indexOf(own(server, by, on)), 1)
      server.world.changed()
    },
    likesOf: (id) => messageWith(server, id).likes,
    repostsOf: () => {
      throw new Error('Nobody is told who passes a post on.')
    },
    message: () => {
      throw new Error('The stand-in for Telegram has no private messages.')
    },
  })
}

/** Its owner posts in the channel. */
function postIn(
  server: Server,
  by: Person,
  { text, images }: { readonly text: string; readonly images: readonly ActionImage[] },
): { readonly id: string } {
  if ((text.trim() === '' && images.length === 0) || text.length > 4096)
    throw new Error('A post has words of 1 to 4,096 characters, or pictures.')
  const where = { chat: channelOf(by), from: channelOf(by) }
  if (images.length === 0) return { id: idOf(put(server, { ...where, text })) }
  const album = images.length > 1 ? { album: newDigits('13', 17) } : {}
  const messages = images.map((image, index) => {
    const file = { id: newDigits('9', 16), kind: 'photo' as const, bytes: image.bytes.length, name: 'photo', ...fromTelephone(image) }
    return put(server, { ...where, text: index === 0 ? text : '', file, ...album })
  })
  return { id: idOf(messages[0] ?? { chat: 0, message: 0 }) }
}

/** Under a post in its group, or to somebody there. Whose channel it is speaks there as the channel. */
function comment(server: Server, by: Person, { on, text }: { readonly on: Message; readonly text: string }): { readonly id: string } {
  if (text.trim() === '' || text.length > 4096) throw new Error('A comment has 1 to 4,096 characters.')
  const { person, kind } = placeWith(server, on.chat)
  if (groupOf(server, person) === 'none') throw new Error('This channel has no discussion group.')
  const above = kind === 'group' ? on : server.state.messages.find(({ chat, copyOf }) => chat === person.groupId && copyOf === on.message)
  if (!above) throw new Error('This post has no comments.')
  const from = by.id === person.id ? channelOf(by) : by.userId
  return { id: idOf(put(server, { chat: person.groupId, from, text, replyTo: above.message })) }
}

function own(server: Server, by: Person, id: string): Message {
  const message = messageWith(server, id)
  if (authorOf(server, message)?.id !== by.id) throw new Error('People change and delete only what they wrote.')
  return message
}

function rewrite(server: Server, message: Message, text: string): void {
  if (text.trim() === '' || text.length > 4096) throw new Error('A message has 1 to 4,096 characters.')
  message.text = text
  message.editedAt = nowAt(server)
  tell(server, placeWith(server, message.chat).kind === 'channel' ? 'edited_channel_post' : 'edited_message', message)
  server.world.changed()
}
