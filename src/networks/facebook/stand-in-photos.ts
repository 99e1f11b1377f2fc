import type { Json } from '#kit/json'

import { pictureFacts } from '../stand-in-facts.ts'
import { type Fields, fieldsInside, GraphError, invalid, needed, onlyKnown, pick } from '../stand-in-graph.ts'
import { isOlder, nowAt } from '../stand-in-time.ts'
import { newId, type Photo, type Server } from './stand-in-state.ts'
import type { AsPage } from './stand-in-wire.ts'

/** One guide says 10 MB, an older one 4, and programs have seen refusals above that: the lower one holds here. */
const maxBytes = 4 * 1024 * 1024
const formats = new Set(['jpeg', 'png', 'gif', 'bmp', 'tiff'])
const day = 24 * 60 * 60

/** `POST /{page}/photos` with the picture in the form, unpublished; nothing else is open here. */
export async function uploadPhoto(asked: AsPage): Promise<Json> {
  const { server, parameters, files, page } = asked
  onlyKnown(asked, ['published', 'alt_text_custom', 'temporary'])
  if (parameters.get('published') !== 'false') throw invalid('Only photos with published=false can be uploaded here')
  const bytes = files.get('source')?.bytes
  if (!bytes) throw new GraphError('(#324) Requires upload file', { code: 324 })
  if (bytes.length > maxBytes) {
    throw new GraphError('Your photos couldn’t be uploaded. Photos should be smaller than 4 MB', { code: 1, subcode: 1366046 })
  }
  const facts = await pictureFacts(bytes)
  if (!facts || !formats.has(facts.format)) {
    throw new GraphError('Your photos couldn’t be uploaded. Photos should be saved as JPG, PNG, GIF, TIFF', { code: 100, subcode: 1366046 })
  }
  const photo: Photo = {
    id: newId('12'),
    pageId: page.id,
    data: Buffer.from(bytes).toString('base64'),
    mimeType: `image/${facts.format}`,
    width: facts.width,
    height: facts.height,
    alt: parameters.get('alt_text_custom') ?? '',
    madeAt: nowAt(server),
  }
  forgetOld(server)
  server.state.photos.push(photo)
  server.world.changed()
  return { id: photo.id }
}

/** What nobody published lives for a day. */
function forgetOld(server: Server): void {
  const { photos } = server.state
  for (const photo of photos.filter((each) => isGone(server, each))) photos.splice(photos.indexOf(photo), 1)
}

function isGone(server: Server, { postId, madeAt }: Photo): boolean {
  return postId === undefined && isOlder(server, madeAt, day)
}

export function ownPhoto(server: Server, id: string, pageId: string): Photo | undefined {
  return server.state.photos.find((photo) => photo.id === id && photo.pageId === pageId && !isGone(server, photo))
}

/** An unpublished photo of the Page that stands nowhere yet. @throws GraphError */
export function freshPhoto(server: Server, id: string, pageId: string): Photo {
  const photo = ownPhoto(server, id, pageId)
  if (!photo) throw invalid(`The photo ${id} does not exist`)
  if (photo.postId !== undefined) {
    throw new GraphError('These photos were already posted.', { code: 100, subcode: 1366051, title: 'Photos Already Posted' })
  }
  return photo
}

/** `POST /{page}/photo_stories`. */
export function publishPhotoStory(asked: AsPage): Json {
  const { server, page } = asked
  onlyKnown(asked, ['photo_id'])
  const photo = freshPhoto(server, needed(asked, 'photo_id'), page.id)
  const post = {
    id: `${page.id}_${newId('12')}`,
    authorId: page.id,
    kind: 'story' as const,
    text: '',
    photoIds: [photo.id],
    at: nowAt(server),
    byApp: true,
    likes: [],
    reposts: [],
  }
  photo.postId = post.id
  server.state.posts.push(post)
  server.world.changed()
  return { success: true, post_id: post.id.split('_')[1] ?? '' }
}

export function photoFields({ world }: Server, photo: Photo): Fields {
  return {
    id: () => photo.id,
    alt_text_custom: () => photo.alt || undefined,
    width: () => photo.width,
    height: () => photo.height,
    created_time: () => timestamp(photo.madeAt),
    page_story_id: () => photo.postId,
    link: () => `${world.webOrigin}/photo/?fbid=${photo.id}`,
  }
}

export function pictureUrl({ world }: Server, { id }: Photo): string {
  return `${world.webOrigin}/pictures/${id}`
}

/** `attachments` of a post, with the photos below the first where there are several. */
export function photoAttachments(server: Server, photoIds: readonly string[], asked: string | undefined): Json {
  const photos = photoIds.flatMap((id) => server.state.photos.find((photo) => photo.id === id) ?? [])
  const [first] = photos
  if (!first) return { data: [] }
  const one = (photo: Photo, inside: string | undefined) => pickAttachment(photoAttachment(server, photo), inside)
  if (photos.length === 1) return { data: [one(first, asked)] }
  const inside = fieldsInside(asked, 'subattachments')
  const album: Fields = {
    ...photoAttachment(server, first),
    type: () => 'album',
    target: () => ({ id: first.id }),
    subattachments: () => ({ data: photos.map((photo) => one(photo, inside)) }),
  }
  return { data: [pickAttachment(album, asked)] }
}

function photoAttachment({ world }: Server, { id, alt }: Photo): Fields {
  return {
    type: () => 'photo',
    description: () => alt || undefined,
    target: () => ({ id, url: `${world.webOrigin}/photo/?fbid=${id}` }),
    unshimmed_url: () => undefined,
    subattachments: () => undefined,
  }
}

/** Attachments have no id of their own. */
export function pickAttachment(fields: Fields, asked: string | undefined): Json {
  const { id: _, ...picked } = pick({ id: () => undefined, ...fields }, asked ?? 'type,target', 'StoryAttachment')
  return picked
}

/** Whole seconds and a zone without a colon, as the Graph API writes time. */
export function timestamp(at: string): string {
  return `${Temporal.Instant.from(at).toString({ smallestUnit: 'second' }).replace(/Z$/, '')}+0000`
}
