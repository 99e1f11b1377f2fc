import type { Json } from '#kit/json'

import { newSecret } from '../stand-in-ids.ts'
import { inSeconds, nowAt } from '../stand-in-time.ts'
import { countCall, needRoom } from './stand-in-limits.ts'
import { needScope } from './stand-in-oauth.ts'
import { fetchPhotos } from './stand-in-photos.ts'
import { settle } from './stand-in-settle.ts'
import { creatorOf, type Info, newId, type Person, personWith, type Publish, type Server, type Upload } from './stand-in-state.ts'
import { ApiError, asObject, type Fields, flag, invalid, oneOf, onlyKnown, readJson, type Signed, text, whole } from './stand-in-wire.ts'

const privacyLevels = ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'FOLLOWER_OF_CREATOR', 'SELF_ONLY'] as const

/** `POST /v2/post/publish/creator_info/query/` */
export function creatorInfo(asked: Signed): Json {
  const { server, grant } = asked
  needScope(grant, 'video.publish')
  countCall(server, grant.personId, 'creator')
  const person = personWith(server, grant.personId)
  needRoom(server, person, 'post')
  const creator = creatorOf(server, person)
  return {
    creator_avatar_url: person.avatarUrl ?? '',
    creator_username: person.handle,
    creator_nickname: person.displayName,
    privacy_level_options: [...privacyOptions(server, person)],
    comment_disabled: creator.commentsOff,
    duet_disabled: creator.duetsOff,
    stitch_disabled: creator.stitchesOff,
    max_video_post_duration_sec: creator.maxSeconds,
  }
}

/** A private account has followers for its public. */
function privacyOptions(server: Server, person: Person): readonly string[] {
  const first = creatorOf(server, person).isPrivate ? 'FOLLOWER_OF_CREATOR' : 'PUBLIC_TO_EVERYONE'
  return [first, 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY']
}

/** `POST /v2/post/publish/video/init/` and `…/inbox/video/init/`: the video itself is sent afterwards. */
export function beginVideo(asked: Signed, mode: Publish['mode']): Json {
  const { person, body } = begin(asked, mode === 'post' ? ['video.publish'] : ['video.upload'])
  onlyKnown(body, mode === 'post' ? ['post_info', 'source_info'] : ['source_info'])
  const upload = readUpload(asObject(body['source_info'], 'source_info'))
  const info = mode === 'post' ? readVideoInfo(asked.server, person, asObject(body['post_info'], 'post_info')) : emptyInfo
  needRoom(asked.server, person, mode)
  const publish = keep(asked.server, {
    id: `v_${mode === 'post' ? 'pub' : 'inbox'}_file~v2-1.${newId()}`,
    personId: person.id,
    kind: 'video',
    mode,
    info,
    upload: { ...upload, token: newSecret('', 32), received: [], bytes: 0, until: inSeconds(asked.server, 60 * 60), mimeType: '' },
    pictures: [],
    cover: 0,
    madeAt: nowAt(asked.server),
  })
  const query = new URLSearchParams({ upload_id: publish.id, upload_token: publish.upload?.token ?? '' })
  return { publish_id: publish.id, upload_url: `${asked.server.world.origin}/video/?${query}` }
}

const emptyInfo: Info = {
  title: '',
  description: '',
  privacy: '',
  comments: true,
  duets: true,
  stitches: true,
  branded: false,
  ownBrand: false,
  aiGenerated: false,
  autoMusic: false,
}

/** `POST /v2/post/publish/content/init/`: photos, which the network fetches by itself. */
export async function beginPhotos(asked: Signed): Promise<Json> {
  const { server } = asked
  const { person, body } = begin(asked, ['video.publish', 'video.upload'])
  onlyKnown(body, ['post_info', 'source_info', 'post_mode', 'media_type'])
  oneOf(body, 'media_type', ['PHOTO'])
  const mode = oneOf(body, 'post_mode', ['DIRECT_POST', 'MEDIA_UPLOAD']) === 'DIRECT_POST' ? 'post' : 'draft'
  needScope(asked.grant, mode === 'post' ? 'video.publish' : 'video.upload')
  const info = readPhotoInfo(server, person, { fields: asObject(body['post_info'] ?? {}, 'post_info'), mode })
  const { addresses, cover } = readPhotoSource(asObject(body['source_info'], 'source_info'))
  const foreign = addresses.find((address) => !server.settings.owns(address))
  if (foreign !== undefined) {
    throw new ApiError('url_ownership_unverified', 403, 'Please review our URL ownership verification rules.')
  }
  needRoom(server, person, mode)
  const fetched = await fetchPhotos(server, addresses)
  const failed = 'failed' in fetched ? fetched.failed : server.settings.spoil()
  const { id } = keep(server, {
    id: `p_${mode === 'post' ? 'pub' : 'inbox'}_url~v2.${newId()}`,
    personId: person.id,
    kind: 'photo',
    mode,
    info,
    pictures: 'failed' in fetched ? [] : fetched.pictures.map((picture) => ({ ...picture, id: newId() })),
    cover,
    madeAt: nowAt(server),
    readyAt: inSeconds(server, server.settings.processingSeconds),
    ...(failed === undefined ? {} : { failed }),
  })
  return { publish_id: id }
}

function begin(asked: Signed, scopes: readonly string[]): { readonly person: Person; readonly body: Fields } {
  needScope(asked.grant, ...scopes)
  countCall(asked.server, asked.grant.personId, 'init')
  return { person: personWith(asked.server, asked.grant.personId), body: readJson(asked) }
}

function keep({ state, world }: Server, publish: Publish): Publish {
  state.publishes.push(publish)
  world.changed()
  return publish
}

const [leastChunk, mostChunk, mostLast] = [5, 64, 128].map((megabytes) => megabytes * 1024 * 1024)
const mostBytes = 4 * 1024 * 1024 * 1024

/** The sizes that the guide to media transfer allows. Whether its MB are of 1,000 or 1,024 it does not say; here they are the larger ones. */
function readUpload(source: Fields): Pick<Upload, 'size' | 'chunkSize' | 'chunks'> {
  onlyKnown(source, ['source', 'video_size', 'chunk_size', 'total_chunk_count'])
  oneOf(source, 'source', ['FILE_UPLOAD'])
  const [size, chunkSize, chunks] = ['video_size', 'chunk_size', 'total_chunk_count'].map((name) => whole(source, name))
  if (size === undefined || chunkSize === undefined || chunks === undefined) throw invalid('source_info is incomplete')
  if (size < 1 || size > mostBytes) throw invalid('The video size is invalid')
  if (size < (leastChunk ?? 0) && chunkSize !== size) throw invalid('The chunk size is invalid')
  if (size >= (leastChunk ?? 0) && (chunkSize < (leastChunk ?? 0) || chunkSize > (mostChunk ?? 0)))
    throw invalid('The chunk size is invalid')
  if (chunks !== Math.floor(size / chunkSize) || chunks < 1 || chunks > 1000) throw invalid('The total chunk count is invalid')
  if (size - chunkSize * (chunks - 1) > (mostLast ?? 0)) throw invalid('The chunk size is invalid')
  return { size, chunkSize, chunks }
}

const sharedInfo = ['title', 'privacy_level', 'disable_comment', 'brand_content_toggle', 'brand_organic_toggle']

function readVideoInfo(server: Server, person: Person, fields: Fields): Info {
  onlyKnown(fields, [...sharedInfo, 'disable_duet', 'disable_stitch', 'video_cover_timestamp_ms', 'is_aigc'])
  if (fields['video_cover_timestamp_ms'] !== undefined) whole(fields, 'video_cover_timestamp_ms')
  const creator = creatorOf(server, person)
  return {
    ...readSharedInfo(server, person, fields),
    title: text(fields, 'title', { max: 2200 }),
    description: '',
    duets: !flag(fields, 'disable_duet') && !creator.duetsOff,
    stitches: !flag(fields, 'disable_stitch') && !creator.stitchesOff,
    aiGenerated: flag(fields, 'is_aigc'),
    autoMusic: false,
  }
}

function readPhotoInfo(
  server: Server,
  person: Person,
  { fields, mode }: { readonly fields: Fields; readonly mode: Publish['mode'] },
): Info {
  const words = { title: text(fields, 'title', { max: 90 }), description: text(fields, 'description', { max: 4000 }) }
  if (mode === 'draft') {
    onlyKnown(fields, ['title', 'description'])
    return { ...emptyInfo, ...words }
  }
  onlyKnown(fields, [...sharedInfo, 'description', 'auto_add_music'])
  const autoMusic = flag(fields, 'auto_add_music')
  return { ...readSharedInfo(server, person, fields), ...words, duets: false, stitches: false, aiGenerated: false, autoMusic }
}

/** @throws ApiError */
function readSharedInfo(server: Server, person: Person, fields: Fields): Pick<Info, 'privacy' | 'comments' | 'branded' | 'ownBrand'> {
  const privacy = oneOf(fields, 'privacy_level', privacyLevels)
  if (!privacyOptions(server, person).includes(privacy)) {
    throw new ApiError('privacy_level_option_mismatch', 403, 'privacy_level is not among privacy_level_options of creator_info.')
  }
  const creator = creatorOf(server, person)
  if (!server.settings.audited && (privacy !== 'SELF_ONLY' || !creator.isPrivate)) {
    throw new ApiError('unaudited_client_can_only_post_to_private_accounts', 403, 'Unaudited clients can only post to private accounts.')
  }
  const branded = flag(fields, 'brand_content_toggle')
  if (branded && privacy === 'SELF_ONLY') throw invalid('Branded content cannot be posted with SELF_ONLY')
  return {
    privacy,
    comments: !flag(fields, 'disable_comment') && !creator.commentsOff,
    branded,
    ownBrand: flag(fields, 'brand_organic_toggle'),
  }
}

function readPhotoSource(source: Fields): { readonly addresses: readonly string[]; readonly cover: number } {
  onlyKnown(source, ['source', 'photo_images', 'photo_cover_index'])
  oneOf(source, 'source', ['PULL_FROM_URL'])
  const listed = source['photo_images']
  const addresses = (Array.isArray(listed) ? listed : []).filter((each) => typeof each === 'string')
  if (!Array.isArray(listed) || addresses.length !== listed.length || listed.length < 1 || listed.length > 35)
    throw invalid('photo_images has 1 to 35 addresses')
  if (addresses.some((address) => !URL.canParse(address))) throw invalid('photo_images has an address that is none')
  const cover = whole(source, 'photo_cover_index')
  if (cover >= addresses.length) throw invalid('photo_cover_index is out of range')
  return { addresses, cover }
}

/** `POST /v2/post/publish/status/fetch/` */
export function fetchStatus(asked: Signed): Json {
  const { server, grant } = asked
  needScope(grant, 'video.publish', 'video.upload')
  countCall(server, grant.personId, 'status')
  const body = readJson(asked)
  onlyKnown(body, ['publish_id'])
  const publish = server.state.publishes.find(({ id }) => id === body['publish_id'])
  if (!publish) throw new ApiError('invalid_publish_id', 400, 'The publish_id does not exist.')
  if (publish.personId !== grant.personId)
    throw new ApiError('token_not_authorized_for_specified_publish_id', 403, 'The access_token has no authority over this publish_id.')
  return statusOf(server, publish)
}

function statusOf(server: Server, publish: Publish): Json {
  const { status, postId } = settle(server, publish)
  return {
    status,
    ...(status === 'FAILED' ? { fail_reason: publish.failed ?? '' } : {}),
    ...(postId === undefined ? {} : { publicaly_available_post_id: [postId] }),
    ...(publish.upload ? { uploaded_bytes: publish.upload.bytes } : {}),
  }
}
