import type { FilmFacts } from '../stand-in-facts.ts'
import type { Action, ActionFilm, ActionImage, StandInMessage, StandInPost } from '../stand-in.ts'
import { addressOf, repliesTo } from './stand-in-entities.ts'
import { likesOf, repostsOf } from './stand-in-insights.ts'
import { makeMedia } from './stand-in-media.ts'
import { addNotice, namedIn } from './stand-in-notices.ts'
import type { Asked } from './stand-in-request.ts'
import { type Profile, removeStatus, type Status } from './stand-in-state.ts'
import { writeStatus, type NewStatus } from './stand-in-statuses.ts'
import { pieces } from './stand-in-text.ts'

/** What the server knows, without a request. */
export type Place = Pick<Asked, 'book' | 'allowed' | 'web' | 'now' | 'changed'>

/** A person does something in the network's own app. `who` finds a profile. */
export function perform(action: Action, who: (profileId: string) => Profile, place: Place): { readonly id: string } {
  const by = who(action.by)
  const write = (fields: NewStatus) => ({ id: writeStatus(fields, { profile: by, clientId: null }, place).id })
  switch (action.kind) {
    case 'post':
      return write({ status: action.text, media_ids: mediaOf(action, by, place) })
    case 'reply':
      return write({ status: named(action.text, { post: action.post, by }, place), in_reply_to_id: action.post })
    case 'message':
      return write({ status: `@${who(action.to).username} ${action.text}`, visibility: 'direct' })
    case 'like':
      return mark(statusOf(action.post, place), { list: 'likedBy', by }, place)
    case 'repost':
      return mark(statusOf(action.post, place), { list: 'repostedBy', by }, place)
    case 'follow': {
      const profile = who(action.profile).id
      if (!place.book.follows.some((follow) => follow.by === by.id && follow.profile === profile))
        place.book.follows.push({ by: by.id, profile })
      return { id: profile }
    }
    case 'edit': {
      const status = own(action, by, place)
      if (action.text.trim() === '') throw new Error('A post has words.')
      Object.assign(status, { text: action.text.trim(), editedAt: place.now })
      return { id: status.id }
    }
    case 'delete':
      removeStatus(place.book, own(action, by, place))
      return { id: action.post }
  }
}

function own({ post }: { readonly post: string }, by: Profile, place: Place): Status {
  const status = statusOf(post, place)
  if (status.profileId !== by.id) throw new Error('People change and delete only what they wrote.')
  return status
}

/** The app begins an answer with the names of everyone in the talk; without them they are not told. */
function named(text: string, { post, by }: { post: string; by: Profile }, { book }: Place): string {
  const answered = book.statuses.get(post)
  const people = answered ? new Set([answered.profileId, ...namedIn(answered, book)]) : new Set<string>()
  const names = [...people].flatMap((id) => (id === by.id ? [] : [`@${book.profiles.get(id)?.username ?? ''}`]))
  return [...names.filter((name) => !text.includes(name)), text].join(' ')
}

function mediaOf({ images = [], film }: Extract<Action, { kind: 'post' }>, by: Profile, place: Place): string[] {
  if (!film) return images.map((image) => upload(image, by, place))
  return [upload(film, by, place, { ...film, mimeType: 'video/mp4', framesPerSecond: 24, videoCodec: 'avc', audioCodec: undefined })]
}

function upload({ bytes, alt }: ActionImage | ActionFilm, by: Profile, place: Place, film?: FilmFacts): string {
  const media = makeMedia({ bytes, film, description: alt, focus: { x: 0, y: 0 }, profileId: by.id }, place)
  place.book.media.set(media.id, { ...media, readyAt: place.now })
  return media.id
}

function mark(status: Status, { list, by }: { list: 'likedBy' | 'repostedBy'; by: Profile }, place: Place): { readonly id: string } {
  if (!status[list].includes(by.id)) {
    status[list].push(by.id)
    if (status.profileId !== by.id)
      addNotice(place, { type: list === 'likedBy' ? 'favourite' : 'reblog', profileId: status.profileId, by: by.id, statusId: status.id })
  }
  return { id: status.id }
}

function statusOf(id: string, { book }: Place): Status {
  const status = book.statuses.get(id)
  if (!status) throw new Error('This post is not there any more.')
  return status
}

export function asPost(status: Status, place: Place, profileId: string): StandInPost {
  const { book, web } = place
  const link = pieces(status.text).find(({ kind }) => kind === 'link')?.written
  const shown = link !== undefined && status.mediaIds.length === 0 && URL.canParse(link) ? new URL(link) : undefined
  return {
    id: status.id,
    profileId,
    text: status.text,
    videos: status.mediaIds.flatMap((id) => {
      const media = book.media.get(id)
      return media?.seconds === undefined ? [] : [{ url: `${web}/media/${id}`, seconds: media.seconds, alt: media.description ?? '' }]
    }),
    images: status.mediaIds.flatMap((id) => {
      const media = book.media.get(id)
      return media && media.seconds === undefined ? [{ url: `${web}/media/${id}`, alt: media.description ?? '' }] : []
    }),
    ...(shown ? { link: { url: shown.href, title: shown.host, description: '' } } : {}),
    ...(status.poll
      ? {
          poll: {
            options: status.poll.options.map(({ title, votes }) => ({ text: title, votes })),
            endsAt: new Date(status.poll.expiresAt).toISOString(),
          },
        }
      : {}),
    ...(status.spoilerText === '' ? {} : { warning: status.spoilerText }),
    visibility: status.visibility,
    ...(status.inReplyToId === null ? {} : { replyTo: status.inReplyToId }),
    at: new Date(status.madeAt).toISOString(),
    url: addressOf(status, place),
    likes: likesOf(status, book),
    reposts: repostsOf(status, book),
    replies: repliesTo(status, book).length,
  }
}

/** A message here is a post that only those named in it see. */
export function asMessages(profile: Profile, place: Place, outside: (profile: Profile) => string): readonly StandInMessage[] {
  return [...place.book.statuses.values()]
    .filter(({ visibility }) => visibility === 'direct')
    .flatMap((status) => {
      const from = place.book.profiles.get(status.profileId)
      const [, username = '', text = ''] = /^@(\w+) ([\s\S]*)$/.exec(status.text) ?? []
      const to = [...place.book.profiles.values()].find((one) => one.username === username)
      if (!from || !to || (from.id !== profile.id && to.id !== profile.id)) return []
      return [{ id: status.id, from: outside(from), to: outside(to), text, at: new Date(status.madeAt).toISOString() }]
    })
    .toSorted((a, b) => a.at.localeCompare(b.at))
}
