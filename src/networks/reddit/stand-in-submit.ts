import type { Json } from '#kit/json'

import { inSeconds, isOlder, nowAt } from '../stand-in-time.ts'
import { communityCalled } from './stand-in-places.ts'
import { needAsWanted, needKind } from './stand-in-requirements.ts'
import { newId, type Post, type Server } from './stand-in-state.ts'
import { permalinkOf } from './stand-in-things.ts'
import { assetAt } from './stand-in-uploads.ts'
import { ApiError, needScope, readForm, readJson, Refused, type Signed } from './stand-in-wire.ts'

const common = ['sr', 'title', 'nsfw', 'spoiler', 'sendreplies', 'flair_id', 'flair_text']

/** `POST /api/submit`: a text, a link, a picture or a film. */
export function submitPost(asked: Signed): Json {
  const form = readForm(asked, [...common, 'kind', 'text', 'url', 'video_poster_url', 'resubmit'])
  const kind = form.get('kind') ?? 'link'
  if (kind !== 'self' && kind !== 'link' && kind !== 'image' && kind !== 'video')
    throw new Refused('INVALID_OPTION', 'that option is not valid', { field: 'kind' })
  const said = Object.fromEntries(form)
  const url = form.get('url') ?? ''
  const files = kind === 'image' || kind === 'video' ? filesFor(asked, form, kind) : []
  const address = kind === 'link' ? { url: needAddress(url) } : {}
  const post = make(asked, { ...readCommon(asked, said), kind, text: form.get('text') ?? '', assets: files, ...address })
  if (kind === 'link' && form.get('resubmit') !== 'true') needNew(asked.server, post)
  keep(asked.server, post)
  if (kind === 'image' || kind === 'video')
    return {
      user_submitted_page: `${asked.server.world.webOrigin}/user/me/submitted/`,
      websocket_url: `wss://ws.reddit.example/${post.id}`,
    }
  return { url: permalinkOf(asked.server, post), drafts_count: 0, id: post.id.slice(3), name: post.id }
}

function needAddress(url: string): string {
  if (url === '') throw new Refused('NO_URL', 'a url is required', { field: 'url' })
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Refused('BAD_URL', 'you should check that url', { field: 'url' })
  return url
}

/** What was put into the store before, by its address there. */
function filesFor({ server, grant }: Signed, form: URLSearchParams, kind: 'image' | 'video'): string[] {
  const names = kind === 'image' ? ['url'] : ['url', 'video_poster_url']
  return names.map((name, index) => {
    const asset = assetAt(server, { url: form.get(name) ?? '', personId: grant.personId })
    const expected = kind === 'video' && index === 0 ? 'video/' : 'image/'
    if (!asset?.mimeType.startsWith(expected))
      throw name === 'url'
        ? new Refused('BAD_URL', 'you should check that url', { field: 'url' })
        : new Refused('MISSING_VIDEO_URLS', 'This community requires a video link and a post link', { field: 'url' })
    return asset.id
  })
}

/** `POST /api/submit_gallery_post.json`. */
export function submitGallery(asked: Signed): Json {
  const json = readJson(asked, [...common, 'items', 'text'])
  const items = Array.isArray(json['items']) ? json['items'] : []
  if (items.length < 2) throw new Refused('placeholder', 'List is too short.', { field: 'items' })
  const assets = items.map((item: unknown) => {
    const id = typeof item === 'object' && item !== null && 'media_id' in item ? item.media_id : undefined
    const asset = asked.server.state.assets.find((each) => each.id === id && each.arrived && each.personId === asked.grant.personId)
    if (!asset) throw new Refused('INVALID_MEDIA_ID', 'that is no image of yours', { field: 'items' })
    return asset.id
  })
  return tell(asked, make(asked, { ...readCommon(asked, json), kind: 'gallery', text: textOf(json['text']), assets }))
}

/** `POST /api/submit_poll_post`. */
export function submitPoll(asked: Signed): Json {
  const json = readJson(asked, [...common, 'text', 'options', 'duration'])
  const { options, duration } = json
  if (!Array.isArray(options)) throw new ApiError(500, 'Internal Server Error')
  const written = options.map((option: unknown) => textOf(option).trim()).filter((option) => option !== '')
  if (written.length < 2) throw new Refused('TOO_FEW_OPTIONS', 'you need at least 2 poll options', { field: 'options' })
  if (written.length > 6) throw new Refused('TOO_MANY_OPTIONS', 'you can have at most 6 poll options', { field: 'options' })
  if (written.some((option) => Array.from(option).length > 120))
    throw new Refused('TOO_LONG', 'this is too long (max: 120)', { field: 'options' })
  if (typeof duration !== 'number') throw new Refused('placeholder', 'Missing value', { field: 'duration' })
  const poll = { options: written, days: Math.min(7, Math.max(1, Math.floor(duration))) }
  return tell(asked, make(asked, { ...readCommon(asked, json), kind: 'poll', text: textOf(json['text']), assets: [], poll }))
}

function tell({ server }: Signed, post: Post): Json {
  keep(server, post)
  return { url: permalinkOf(server, post), id: post.id }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

type Common = Pick<Post, 'community' | 'title' | 'nsfw' | 'spoiler' | 'sendReplies' | 'flair'>

function readCommon(asked: Signed, said: Readonly<Record<string, unknown>>): Common {
  needScope(asked, 'submit')
  const name = textOf(said['sr'])
  if (name === '') throw new Refused('SUBREDDIT_REQUIRED', 'you must specify a community', { field: 'sr' })
  const community = communityCalled(asked.server, name)
  if (!community) throw new Refused('SUBREDDIT_NOEXIST', "Hmm, that community doesn't exist. Try checking the spelling.", { field: 'sr' })
  const own = `u_${asked.server.state.people.find(({ id }) => id === asked.grant.personId)?.handle}`
  const isOpen = community.type === 'public' || community.name === own
  if (!isOpen) throw new Refused('SUBREDDIT_NOTALLOWED', "You aren't allowed to post there.", { field: 'sr' })
  const title = textOf(said['title']).trim().replace(/\s+/g, ' ')
  if (title === '') throw new Refused('NO_TEXT', 'we need something here', { field: 'title' })
  if (Array.from(title).length > 300) throw new Refused('TOO_LONG', 'this is too long (max: 300)', { field: 'title' })
  const flair = textOf(said['flair_id'])
  return {
    community: community.name,
    title,
    nsfw: isTrue(said['nsfw']),
    spoiler: isTrue(said['spoiler']),
    sendReplies: said['sendreplies'] === undefined || isTrue(said['sendreplies']),
    ...(flair === '' ? {} : { flair }),
  }
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

type Wanted = Common & Pick<Post, 'kind' | 'text' | 'assets' | 'url' | 'poll'>

/** @throws Refused */
function make({ server, grant }: Signed, wanted: Wanted): Post {
  const community = communityCalled(server, wanted.community)
  if (!community) throw new ApiError(404, 'Not Found')
  if (Array.from(wanted.text).length > 40_000) throw new Refused('TOO_LONG', 'this is too long (max: 40000)', { field: 'text' })
  needKind(community, wanted.kind)
  needAsWanted(wanted, community)
  needPause(server, grant.personId)
  const later = wanted.kind === 'image' || wanted.kind === 'video' ? server.settings.processingSeconds : 0
  return {
    ...wanted,
    nsfw: wanted.nsfw || community.adult,
    id: newId('t3'),
    personId: grant.personId,
    at: inSeconds(server, later),
    shownAt: inSeconds(server, later),
    likes: [],
    reposts: [],
  }
}

/** @throws Refused, with how long it is yet in words and in seconds. */
function needPause(server: Server, personId: string): void {
  const { settings, state, world } = server
  const last = state.posts.findLast((post) => post.personId === personId)
  if (world.rateLimits === false || settings.pauseSeconds === 0 || !last || isOlder(server, last.at, settings.pauseSeconds)) return
  const left = settings.pauseSeconds - (world.now().epochMilliseconds - Date.parse(last.at)) / 1000
  const words = `Looks like you've been doing that a lot. Take a break for ${Math.max(1, Math.floor(left / 60))} minutes before trying again.`
  throw new Refused('RATELIMIT', words, { field: 'ratelimit', seconds: left })
}

/** @throws Refused where the community has seen this address. */
function needNew({ state }: Server, { community, url, id }: Post): void {
  const same = state.posts.some((post) => !post.deleted && post.id !== id && post.community === community && post.url === url)
  if (same) throw new Refused('ALREADY_SUB', 'That link has already been submitted', { field: 'url' })
}

/** What cannot be made into a post never becomes one. */
function keep(server: Server, post: Post): void {
  const isSpoilt = (post.kind === 'image' || post.kind === 'video') && server.settings.spoil()
  if (!isSpoilt) server.state.posts.push(post)
  server.world.changed()
}

/** For what people post in the network's own app: at once, and to their profile. */
export function postByHand(server: Server, personId: string, said: Pick<Post, 'community' | 'title' | 'text' | 'assets' | 'kind'>): Post {
  const at = nowAt(server)
  const post: Post = {
    ...said,
    id: newId('t3'),
    personId,
    nsfw: false,
    spoiler: false,
    sendReplies: true,
    at,
    shownAt: at,
    likes: [],
    reposts: [],
  }
  server.state.posts.push(post)
  server.world.changed()
  return post
}
