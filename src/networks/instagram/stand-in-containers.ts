import { z } from 'zod'

import type { Json } from '#kit/json'

import { type Fields, GraphError, invalid, needed, onlyKnown } from '../stand-in-graph.ts'
import { fetchImage } from './stand-in-images.ts'
import { needScope } from './stand-in-oauth.ts'
import { needQuota } from './stand-in-quota.ts'
import { type Container, inSeconds, isOver, type Media, newId, newShortcode, nowAt, type Picture, type Server } from './stand-in-state.ts'
import { countCaption } from './stand-in-text.ts'
import type { Signed } from './stand-in-wire.ts'

const maxAlt = 1000
const maxContainersADay = 400
const day = 24 * 60 * 60

/** `POST /{user}/media`: a container for a picture, for a picture of a carousel, or for a carousel. Reels and stories are not open here. */
export async function makeContainer(asked: Signed): Promise<{ readonly id: string }> {
  const { server, token, parameters } = asked
  needScope(token, 'instagram_business_content_publish')
  onlyKnown(asked, ['image_url', 'caption', 'alt_text', 'is_carousel_item', 'media_type', 'children'])
  const kind = parameters.get('media_type') ?? 'IMAGE'
  if (kind !== 'IMAGE' && kind !== 'CAROUSEL') throw invalid(`The media_type ${kind} is not supported`)
  if (tooMany(asked)) throw new GraphError('(#9) Too many containers were made in a day', { code: 9, subcode: 2207042 })
  const caption = checkedCaption(parameters.get('caption') ?? '')
  const container = kind === 'CAROUSEL' ? carouselIn(asked, caption) : await pictureIn(asked, caption)
  server.state.containers.push(container)
  forgetOld(server)
  server.world.changed()
  return { id: container.id }
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

async function pictureIn(asked: Signed, caption: string): Promise<Container> {
  const { server, parameters } = asked
  const isItem = truth(parameters.get('is_carousel_item'))
  if (isItem && caption !== '') throw invalid('An item of a carousel has no caption of its own')
  if (parameters.has('children')) throw invalid('Only a carousel has children')
  const alt = parameters.get('alt_text') ?? ''
  if (alt.length > maxAlt) throw invalid(`The alt_text may have ${maxAlt} characters`)
  const { bytes, width, height } = await fetchImage(server, needed(asked, 'image_url'))
  const picture: Picture = { data: Buffer.from(bytes).toString('base64'), mimeType: 'image/jpeg', width, height, alt }
  return { ...fresh(asked, caption), picture, isItem, readyAt: inSeconds(server, server.settings.processingSeconds) }
}

function carouselIn(asked: Signed, caption: string): Container {
  const { server, parameters } = asked
  for (const name of ['image_url', 'alt_text', 'is_carousel_item']) if (parameters.has(name)) throw invalid(`A carousel has no ${name}`)
  const children = listed(needed(asked, 'children')).map((id) => itemWith(asked, id))
  if (children.length < 2 || children.length > 10 || new Set(children).size < children.length) {
    throw new GraphError('The carousel needs 2 to 10 different items.', { code: 100, subcode: 2207028 })
  }
  const readyAt = inSeconds(server, server.settings.processingSeconds)
  return { ...fresh(asked, caption), isItem: false, children: children.map(({ id }) => id), readyAt }
}

function fresh({ server, token }: Signed, caption: string) {
  const failed = server.settings.spoil()
  return {
    id: newId('1'),
    personId: token.personId,
    caption,
    children: [],
    madeAt: nowAt(server),
    ...(failed === undefined ? {} : { failed }),
  }
}

/** A list is written with commas or as JSON. */
function listed(written: string): readonly string[] {
  const json = written.startsWith('[') ? z.array(z.string()).safeParse(JSON.parse(written)).data : undefined
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
  const pictures = [container, ...items].flatMap(({ picture }) => (picture ? [{ ...picture, id: newId('18') }] : []))
  for (const one of [container, ...items]) delete one.picture
  return {
    id: newId('18'),
    personId: container.personId,
    shortcode: newShortcode(),
    caption: container.caption,
    pictures,
    at: nowAt(server),
    byApi: true,
    likes: [],
    reposts: [],
  }
}

/** Pictures are large: of what has expired only the state is kept, and that for a month. */
function forgetOld({ state, ...server }: Server): void {
  const old = (seconds: number) => (container: Container) => isOlder({ state, ...server }, container.madeAt, seconds)
  for (const container of state.containers.filter(old(2 * day))) delete container.picture
  const gone = state.containers.filter(old(30 * day)).length
  state.containers.splice(0, gone)
}

function isOlder(server: Server, at: string, seconds: number): boolean {
  return isOver(server, Temporal.Instant.from(at).add({ seconds }).toString())
}
