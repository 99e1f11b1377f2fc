import type { Finding, Focus, PostDocument, PostImage, PostMedia, PostPart, PostVideo } from './network.ts'

/** The pictures of a part, in the order shown. */
export function imagesOf({ media }: Pick<PostPart, 'media'>): readonly PostImage[] {
  return media.filter(isImage)
}

export function videosOf({ media }: Pick<PostPart, 'media'>): readonly PostVideo[] {
  return media.filter(isVideo)
}

export function documentsOf({ media }: Pick<PostPart, 'media'>): readonly PostDocument[] {
  return media.filter(isDocument)
}

/** An error for each thing of a part that this kind of post cannot carry. */
export function* notTaken({ media }: Pick<PostPart, 'media'>, taken: readonly PostMedia['kind'][]): Generator<Omit<Finding, 'part'>> {
  for (const [index, { kind }] of media.entries()) {
    if (!taken.includes(kind)) yield { severity: 'error', reason: { code: `no-${kind}` }, media: index }
  }
}

/** What the library knows of one of its items. */
export type LibraryItem = { readonly id: string; readonly mimeType: string; readonly bytes: number } & (
  | {
      readonly kind: 'image'
      readonly width: number
      readonly height: number
      readonly animated: boolean
      readonly frames?: number | undefined
    }
  | ({
      readonly kind: 'video'
      readonly audioCodec?: string | undefined
    } & Pick<PostVideo, 'width' | 'height' | 'seconds' | 'framesPerSecond' | 'videoCodec'>)
  | { readonly kind: 'document'; readonly pages?: number | undefined; readonly title: string }
  | { readonly kind: 'captions' }
)

/** What an author says of an item that a post shows. */
export interface SaidOfItem {
  readonly alt: string
  readonly focus?: Focus | undefined
  readonly trim?: { readonly from: number; readonly to: number } | undefined
  readonly cover?: { readonly at: number } | { readonly mediaId: string } | undefined
  readonly captions?: readonly { readonly language: string; readonly mediaId: string }[] | undefined
  readonly title?: string | undefined
}

/** An item as networks see it: what the library knows and what the author says. Nothing for what cannot be posted by itself. `find` knows cover pictures and captions files. */
export function postMediaOf(item: LibraryItem, said: SaidOfItem, find: (mediaId: string) => LibraryItem | undefined): PostMedia[] {
  const { id: mediaId, mimeType, bytes } = item
  if (item.kind === 'image') return [postImageOf(item, said)]
  if (item.kind === 'video') return [videoOf(item, said, find)]
  if (item.kind === 'captions') return []
  const title = said.title ?? item.title
  return [{ kind: 'document', mediaId, mimeType, bytes, title, ...(item.pages === undefined ? {} : { pages: item.pages }) }]
}

export function postImageOf(item: LibraryItem & { readonly kind: 'image' }, { alt, focus }: Pick<SaidOfItem, 'alt' | 'focus'>): PostImage {
  const { id: mediaId, mimeType, bytes, width, height, animated, frames } = item
  return {
    kind: 'image',
    mediaId,
    mimeType,
    bytes,
    width,
    height,
    alt,
    ...(focus === undefined ? {} : { focus }),
    ...(animated ? { animated } : {}),
    ...(animated && frames !== undefined ? { frames } : {}),
  }
}

function videoOf(
  item: LibraryItem & { readonly kind: 'video' },
  { alt, focus, trim, cover, captions = [] }: SaidOfItem,
  find: (mediaId: string) => LibraryItem | undefined,
): PostVideo {
  const { id: mediaId, mimeType, bytes, width, height, seconds, framesPerSecond, videoCodec, audioCodec } = item
  const files = captions.flatMap(({ language, mediaId: id }) => {
    const file = find(id)
    return file?.kind === 'captions' ? [{ language, mediaId: id, mimeType: file.mimeType }] : []
  })
  const shown = coverOf(cover, find)
  return {
    kind: 'video',
    mediaId,
    mimeType,
    bytes,
    width,
    height,
    seconds: trim ? Math.max(0, Math.min(trim.to, seconds) - trim.from) : seconds,
    framesPerSecond,
    videoCodec,
    ...(audioCodec === undefined ? {} : { audioCodec }),
    alt,
    ...(focus === undefined ? {} : { focus }),
    ...(trim === undefined ? {} : { trim }),
    ...(shown === undefined ? {} : { cover: shown }),
    ...(files.length > 0 ? { captions: files } : {}),
  }
}

function coverOf(cover: SaidOfItem['cover'], find: (mediaId: string) => LibraryItem | undefined): PostVideo['cover'] {
  if (cover === undefined || 'at' in cover) return cover
  const picture = find(cover.mediaId)
  return picture?.kind === 'image' ? { picture: postImageOf(picture, { alt: '' }) } : undefined
}

function isImage(item: PostMedia): item is PostImage {
  return item.kind === 'image'
}

function isVideo(item: PostMedia): item is PostVideo {
  return item.kind === 'video'
}

function isDocument(item: PostMedia): item is PostDocument {
  return item.kind === 'document'
}
