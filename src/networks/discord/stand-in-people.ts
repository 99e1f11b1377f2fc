import { addCrowd, crowdOf } from '../stand-in-crowd.ts'
import { followersOf } from '../stand-in-figures.ts'
import { newSecret } from '../stand-in-ids.ts'
import { actIn, fromTelephone, newestFirst, personNamed, profileWith } from '../stand-in-people.ts'
import { nowAt } from '../stand-in-time.ts'
import type { Action, ActionImage, Crowd, NewProfile, StandInPost, StandInProfile } from '../stand-in.ts'
import { keep } from './stand-in-messages.ts'
import { fileUrl } from './stand-in-objects.ts'
import {
  arrangementNamed,
  channelOwner,
  type Message,
  messageWith,
  newBotToken,
  newSnowflake,
  type Person,
  personWith,
  type Server,
} from './stand-in-state.ts'

export function addPerson(server: Server, profile: NewProfile): Person {
  const arranged = profile.arrangement === undefined ? {} : { arrangement: arrangementNamed(profile.arrangement) }
  return personNamed(server, profile, {
    isName: (handle) => /^(?!.*\.\.)[a-z0-9_.]{2,32}$/.test(handle),
    rule: 'a name on Discord: 2 to 32 letters, digits, underscores and single dots.',
    make: (shown) => {
      const user = newSnowflake(server)
      const webhook = { id: newSnowflake(server), token: newSecret('', 68) }
      const place = { id: newSnowflake(server), guild: newSnowflake(server) }
      return { ...shown, ...place, user, token: newBotToken(user), webhook, withdrawn: false, ...arranged }
    },
  })
}

export function profileOf(server: Server, person: Person): StandInProfile {
  return { ...profileWith(server, person), followers: followersOf(server, person.id) }
}

/** The token is reset and the webhook deleted. */
export function withdrawGrants(server: Server, profileId: string): void {
  personWith(server, profileId).withdrawn = true
  server.world.changed()
}

/** Where people see a message. */
function pageOf(server: Server, { channel, id }: Pick<Message, 'channel' | 'id'>): string {
  return `${server.world.webOrigin}/channels/${channelOwner(server, channel)?.guild ?? '0'}/${channel}/${id}`
}

export function shownPosts(
  server: Server,
  { profileId, limit }: { readonly profileId?: string; readonly limit?: number },
): readonly StandInPost[] {
  const messages = server.state.messages.filter(({ personId }) => profileId === undefined || personId === profileId)
  return newestFirst(messages, limit).map((message) => shownPost(server, message))
}

export function shownPost(server: Server, message: Message): StandInPost {
  const { id, personId, content, poll, files, embeds, replyTo, at, likes, forwards, channel } = message
  const shown = files.filter(({ inCard }) => !inCard)
  const films = shown.flatMap((file) =>
    file.seconds === undefined ? [] : [{ url: fileUrl(server, file), seconds: file.seconds, alt: file.alt }],
  )
  const pictures = shown.filter(({ mimeType }) => mimeType.startsWith('image/'))
  const document = shown.find(({ mimeType }) => !/^(?:image|video)\//.test(mimeType))
  const [card] = embeds
  const title = server.state.threads.find((thread) => thread.id === id && thread.id === channel)?.name
  return {
    id,
    profileId: personId,
    text: poll ? poll.question : content,
    images: pictures.map((file) => ({ url: fileUrl(server, file), alt: file.alt })),
    ...(films.length > 0 ? { videos: films } : {}),
    ...(document ? { document: { url: fileUrl(server, document), title: document.fileName, pages: 1 } } : {}),
    ...(title === undefined ? {} : { title }),
    ...(card ? { link: { url: card.url ?? '', title: card.title ?? '', description: card.description ?? '' } } : {}),
    ...(poll ? { poll: { options: poll.answers.map((text) => ({ text, votes: 0 })), endsAt: poll.expiry } } : {}),
    ...(replyTo === undefined ? {} : { replyTo }),
    at,
    url: pageOf(server, message),
    likes: likes.length + crowdOf(server.state, id, 'reactions'),
    reposts: forwards.length,
    replies: server.state.messages.filter((each) => each.replyTo === id || (each.channel === id && each.id !== id)).length,
  }
}

/** What somebody does in the app: whoever answers calls whom they answer. */
export function act(server: Server, action: Action): { readonly id: string } {
  return actIn(server, action, {
    personWith: (id) => personWith(server, id),
    post: (by, written) => write(server, by, written),
    reply: (by, { on, text }) => write(server, by, { text, images: [], answered: messageWith(server, on) }),
    edit: (by, { on, text }) => {
      const message = own(server, by, on)
      message.content = words(text)
      message.editedAt = nowAt(server)
      server.world.changed()
    },
    remove: (by, on) => {
      server.state.messages.splice(server.state.messages.indexOf(own(server, by, on)), 1)
      server.world.changed()
    },
    likesOf: (id) => messageWith(server, id).likes,
    repostsOf: (id) => messageWith(server, id).forwards,
    message: () => {
      throw new Error('The stand-in for Discord has no private messages: a bot hears none that it did not begin.')
    },
  })
}

function own(server: Server, by: Person, id: string): Message {
  const message = messageWith(server, id)
  if (message.personId !== by.id) throw new Error('People change and delete only what they wrote.')
  return message
}

function words(text: string): string {
  if (text.trim() === '' || text.length > 2000) throw new Error('A message on Discord has 1 to 2,000 characters.')
  return text
}

interface Written {
  readonly text: string
  readonly images: readonly ActionImage[]
  readonly answered?: Message
}

function write(server: Server, by: Person, { text, images, answered }: Written): { readonly id: string } {
  const called = server.state.people.filter(({ id, handle, user }) => {
    return (
      text.toLowerCase().includes(`@${handle}`) ||
      text.includes(`<@${user}>`) ||
      (id === answered?.personId && !answered.byWebhook && id !== by.id)
    )
  })
  const named = server.state.people.reduce((written, { handle, user }) => written.replaceAll(`@${handle}`, `<@${user}>`), text)
  return keep(server, {
    content: images.length > 0 && text.trim() === '' ? '' : words(named),
    embeds: [],
    files: images.map((image, index) => ({
      id: newSnowflake(server),
      fileName: `image-${index + 1}.${image.mimeType.split('/')[1] ?? 'bin'}`,
      ...fromTelephone(image),
      size: image.bytes.length,
      alt: image.alt,
      spoiler: false,
      inCard: false,
    })),
    flags: 0,
    called: called.map(({ user }) => user),
    everyone: false,
    channel: answered?.channel ?? by.id,
    personId: by.id,
    byWebhook: false,
    ...(answered ? { replyTo: answered.id } : {}),
  })
}

/** What many did. @throws Error with a sentence where there is no such message or channel. */
export function addDeeds(server: Server, deeds: Crowd): void {
  if (server.state.people.some(({ id }) => id === deeds.on)) return addCrowd(server, deeds, ['followers'])
  messageWith(server, deeds.on)
  addCrowd(server, deeds, ['reactions'])
}
