import { z } from 'zod'

import type { Json } from '#kit/json'

import { needScope } from '../stand-in-graph-login.ts'
import { type Fields, GraphError, invalid, needed, onlyKnown } from '../stand-in-graph.ts'
import { newShortcode } from '../stand-in-ids.ts'
import { inSeconds, isOver, nowAt } from '../stand-in-time.ts'
import { fetchFilm } from './stand-in-films.ts'
import { fetchImage } from './stand-in-images.ts'
import { needQuota } from './stand-in-quota.ts'
import { type Container, type Media, newId, type Picture, type Server } from './stand-in-state.ts'
import { countCaption } from './stand-in-text.ts'
import type { Signed } from './stand-in-wire.ts'

const maxAlt = 1000
const maxContainersADay = 400
const day = 24 * 60 * 60

const kindSchema = z.enum(['IMAGE', 'VIDEO', 'REELS', 'STORIES', 'CAROUSEL'])
type Kind = z.infer<typeof kindSchema>

/** Places, music, products and trials are not open here. */
const knownTo: Readonly<Record<Kind, readonly string[]>> = {
  IMAGE: ['image_url', 'caption', 'alt_text', 'is_carousel_item', 'collaborators', 'user_tags'],
  VIDEO: ['video_url', 'is_carousel_item'],
  REELS: ['video_url', 'caption', 'collaborators', 'user_tags', 'cover_url', 'thumb_offset', 'share_to_feed'],
  STORIES: ['image_url', 'video_url', 'user_tags'],
  CAROUSEL: ['children', 'caption', 'collaborators'],
}

/** `POST /{user}/media`: a container for a picture, a reel, a story, an item of a carousel, or a carousel. */
export async function makeContainer(asked: Signed): Promise<{ readonly id: string }> {
  const { server, token, parameters } = asked
  needScope(token, 'instagram_business_content_publish')
  const kind = kindSchema.safeParse(parameters.get('media_type') ?? 'IMAGE').data
  if (!kind) throw invalid('Only photo or video can be accepted as media type.')
  onlyKnown(asked, ['media_type', ...knownTo[kind]])
  if (tooMany(asked)) throw new GraphError('(#9) Too many containers were made in a day', { code: 9, subcode: 2207042 })
  const container = { ...fresh(asked, kind), ...(await insideOf(asked, kind)) }
  server.state.containers.push(container)
  forgetOld(server)
  server.world.changed()
  return { id: container.id }
}

/** What it holds besides what every container has. @throws GraphError */
async function insideOf(asked: Signed, kind: Kind): Promise<Partial<Container>> {
  const { server, parameters } = asked
  const isItem = truth(parameters.get('is_carousel_item'))
  if (kind === 'VIDEO' && !isItem)
    throw new GraphError('The VIDEO value for media_type is no longer supported. Use REELS.', { code: 100, subcode: 2207067 })
  if (isItem && (parameters.has('caption') || parameters.has('collaborators')))
    throw invalid('An item of a carousel has no caption of its own')
  if (kind === 'CAROUSEL') return { children: [...childrenIn(asked)] }
  const isPicture = kind === 'IMAGE' || (kind === 'STORIES' && parameters.has('image_url'))
  if (isPicture) return { isItem, picture: await pictureIn(asked, kind) }
  const offset = parameters.get('thumb_offset')
  if (offset !== undefined && !/^\d+$/.test(offset)) throw invalid('thumb_offset must be a number of milliseconds')
  const cover = parameters.get('cover_url')
  if (cover !== undefined) await fetchImage(server, cover, { anyShape: true })
  const fetched = await fetchFilm(server, needed(asked, 'video_url'), productOf(kind))
  return { isItem, ...fetched }
}

function productOf(kind: Kind): Container['product'] {
  return kind === 'REELS' ? 'REELS' : kind === 'STORIES' ? 'STORY' : 'FEED'
}

function tooMany({ server, token }: Signed): boolean {
  if (server.world.rateLimits === false) return false
  const recent = server.state.containers.filter(({ personId, madeAt }) => personId === token.personId && !isOlder(server, madeAt, day))
  return recent.length >= maxContainersADay
}

function checkedCaption(caption: string): string {
  const { characters, hashtags, mentions } = countCaption(caption)
  if (mentions > 20) throw new GraphError('Cannot use more than 20 tags per created media.', { code: 110, subcode: 2207040 })
  if (characters > 2200 || hashtags > 30) {
    const message = `The submitted image's caption was ${characters} characters long. The maximum is 2,200 characters, 30 hashtags and 20 @ tags.`
    throw new GraphError(message, { code: 36004, subcode: 2207010, title: 'Caption is too long' })
  }
  return caption
}

async function pictureIn(asked: Signed, kind: Kind): Promise<Picture> {
  const { server, parameters } = asked
  const alt = parameters.get('alt_text') ?? ''
  if (alt.length > maxAlt) throw invalid(`The alt_text may have ${maxAlt} characters`)
  const { bytes, width, height } = await fetchImage(server, needed(asked, 'image_url'), { anyShape: kind === 'STORIES' })
  return { data: Buffer.from(bytes).toString('base64'), mimeType: 'image/jpeg', width, height, alt }
}

function childrenIn(asked: Signed): readonly string[] {
  const children = listed(needed(asked, 'children')).map((id) => itemWith(asked, id).id)
  if (children.length >= 2 && children.length <= 10 && new Set(children).size === children.length) return children
  throw new GraphError('The carousel needs 2 to 10 different items.', { code: 100, subcode: 2207028 })
}

function fresh(asked: Signed, kind: Kind): Container {
  const { server, token, parameters } = asked
  const failed = server.settings.spoil()
  return {
    id: newId('1'),
    personId: token.personId,
    caption: checkedCaption(parameters.get('caption') ?? ''),
    product: productOf(kind),
    collaborators: [...collaboratorsIn(asked)],
    tagged: [...taggedIn(asked, kind)],
    sharedToFeed: kind === 'REELS' ? truth(parameters.get('share_to_feed') ?? 'true') : true,
    isItem: false,
    children: [],
    madeAt: nowAt(server),
    readyAt: inSeconds(server, server.settings.processingSeconds),
    ...(failed === undefined ? {} : { failed }),
  }
}

function collaboratorsIn({ parameters }: Signed): readonly string[] {
  const names = listed(parameters.get('collaborators') ?? '').filter((name) => name !== '')
  if (names.length > 3) throw invalid('A post has at most 3 collaborators')
  for (const name of names) mustBeName(name)
  return names
}

const tagsSchema = z.array(
  z.strictObject({ username: z.string(), x: z.number().min(0).max(1).optional(), y: z.number().min(0).max(1).optional() }),
)

/** On a picture of the feed a tag has a place; on a film it has none. */
function taggedIn({ parameters }: Signed, kind: Kind): readonly string[] {
  const written = parameters.get('user_tags')
  if (written === undefined) return []
  const tags = tagsSchema.safeParse(jsonIn(written)).data
  if (!tags || tags.length > 20) throw invalid('user_tags must be a list of at most 20 tags')
  const placed = tags.filter(({ x, y }) => x !== undefined && y !== undefined).length
  if (kind === 'IMAGE' ? placed < tags.length : kind === 'REELS' && placed > 0)
    throw invalid('Tags have x and y on pictures, and on nothing else')
  for (const { username } of tags) mustBeName(username)
  return tags.map(({ username }) => username)
}

function jsonIn(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined // Then it is no list either.
  }
}

function mustBeName(name: string): void {
  if (!/^[A-Za-z0-9_.]{1,30}$/.test(name)) throw new GraphError(`Invalid user id: ${name}`, { code: 110 })
}

/** A list is written with commas or as JSON. */
function listed(written: string): readonly string[] {
  const json = written.startsWith('[') ? z.array(z.string()).safeParse(jsonIn(written)).data : undefined
  return json ?? written.split(',').map((id) => id.trim())
}

function truth(written: string | undefined): boolean {
  if (written === undefined || written === 'false') return false
  if (written === 'true') return true
  throw invalid('Must be a boolean')
}

function itemWith(asked: Signed, id: string): Container {
  const item = ownContainer(asked, id)
  if (!item?.isItem) throw new GraphError(`Media ${id} is not an item of a carousel.`, { code: 100, subcode: 2207028 })
  mustBeReady(asked.server, item)
  return item
}

export function ownContainer({ server, token }: Signed, id: string): Container | undefined {
  return server.state.containers.find((container) => container.id === id && container.personId === token.personId)
}

type Status = 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'EXPIRED' | 'ERROR'

function statusOf(server: Server, { mediaId, failed, madeAt, readyAt }: Container): Status {
  if (mediaId !== undefined) return 'PUBLISHED'
  if (isOlder(server, madeAt, day)) return 'EXPIRED'
  if (!isOver(server, readyAt)) return 'IN_PROGRESS'
  return failed === undefined ? 'FINISHED' : 'ERROR'
}

const sentences: Readonly<Record<Status, string>> = {
  IN_PROGRESS: 'In Progress: Media is still being processed.',
  FINISHED: 'Finished: Media has been uploaded and it is ready to be published.',
  PUBLISHED: 'Published: Media has been already published.',
  EXPIRED: 'Expired: The media was not published within 24 hours and has expired.',
  ERROR: 'Error: Media upload has failed with error code',
}

/** `GET /{container}`. */
export function containerFields(server: Server, container: Container): Fields {
  const status = statusOf(server, container)
  const said = status === 'ERROR' ? `${sentences.ERROR} ${container.failed}` : sentences[status]
  return { id: () => container.id, status_code: (): Json => status, status: () => said }
}

/** Nothing but a finished container goes on. @throws GraphError */
function mustBeReady(server: Server, container: Container): void {
  switch (statusOf(server, container)) {
    case 'FINISHED':
      return
    // The documentation does not say what a second `media_publish` of the same container is told; this is the least telling of its errors.
    case 'PUBLISHED':
    case 'IN_PROGRESS':
      throw new GraphError('Media ID is not available', {
        code: 9007,
        subcode: 2207027,
        title: 'The media is not ready for publishing, please wait for a moment',
      })
    case 'EXPIRED':
      throw new GraphError('The requested resource does not exist', {
        code: 24,
        subcode: 2207008,
        title: `The media builder with creation id = ${container.id} does not exist or has been expired`,
      })
    case 'ERROR':
      throw new GraphError('Create media fail, please try to re-create media', { code: -1, subcode: 2207032 })
  }
}

/** `POST /{user}/media_publish`: each container once. */
export function publishContainer(asked: Signed): { readonly id: string } {
  const { server, token } = asked
  needScope(token, 'instagram_business_content_publish')
  onlyKnown(asked, ['creation_id'])
  const id = needed(asked, 'creation_id')
  if (!/^\d+$/.test(id)) throw invalid('creation_id must be a number')
  const container = ownContainer(asked, id)
  if (!container) throw new GraphError('The requested resource does not exist', { code: 24, subcode: 2207006, title: 'Media not found' })
  mustBeReady(server, container)
  if (container.isItem) throw invalid('An item of a carousel cannot be published alone')
  needQuota(server, token.personId)
  const media = mediaFrom(server, container)
  container.mediaId = media.id
  server.state.media.push(media)
  server.world.changed()
  return { id: media.id }
}

function mediaFrom(server: Server, container: Container): Media {
  const items = container.children.flatMap((id) => server.state.containers.find((each) => each.id === id) ?? [])
  const files = [container, ...items].flatMap(({ picture, film }) => picture ?? film ?? [])
  const pictures = files.map((file) => ({ ...file, id: newId('18') }))
  for (const one of [container, ...items]) {
    delete one.picture
    delete one.film
  }
  return {
    id: newId('18'),
    personId: container.personId,
    shortcode: newShortcode(),
    caption: container.caption,
    product: container.product,
    pictures,
    collaborators: container.collaborators,
    tagged: [container, ...items].flatMap(({ tagged }) => tagged),
    sharedToFeed: container.sharedToFeed,
    at: nowAt(server),
    byApi: true,
    likes: [],
    reposts: [],
  }
}

/** Pictures are large: of what has expired only the state is kept, and that for a month. */
function forgetOld({ state, ...server }: Server): void {
  const old = (seconds: number) => (container: Container) => isOlder({ state, ...server }, container.madeAt, seconds)
  for (const container of state.containers.filter(old(2 * day))) {
    delete container.picture
    delete container.film
  }
  const gone = state.containers.filter(old(30 * day)).length
  state.containers.splice(0, gone)
}

function isOlder(server: Server, at: string, seconds: number): boolean {
  return isOver(server, Temporal.Instant.from(at).add({ seconds }).toString())
}
