import type { DraftMedia } from './draft.ts'

/** What a part can show. */
export type MediaKind = 'image' | 'video' | 'document'

/** Of a file still on its way, what its name and type say. */
export function kindOf({ item, upload, stopped }: Pick<DraftMedia, 'item' | 'upload' | 'stopped'>): MediaKind {
  if (item !== undefined) return item.kind === 'captions' ? 'document' : item.kind
  const coming = upload?.file ?? stopped
  return (coming && kindOfFile(coming)) ?? 'image'
}

/** Undefined for what no post can show. What a file really is, the server finds out. */
export function kindOfFile({ type, name }: Pick<File, 'type' | 'name'>): MediaKind | undefined {
  if (/^image\/(?!svg)/.test(type) || /\.hei[cf]$/i.test(name)) return 'image'
  if (type.startsWith('video/') || /\.(?:mkv|mov|m4v)$/i.test(name)) return 'video'
  return /\.(?:pdf|docx|pptx)$/i.test(name) ? 'document' : undefined
}

/** For the file chooser of a browser. */
export const acceptedFiles = 'image/jpeg,image/png,image/webp,image/gif,image/avif,image/heic,.heic,.heif,video/*,.mkv,.pdf,.docx,.pptx'
export const acceptedPictures = 'image/jpeg,image/png,image/webp,image/avif,image/heic,.heic,.heif'
export const acceptedCaptions = '.srt,.vtt'

/** Those that a post can show, and the names of the others. */
export function sortFiles(files: readonly File[]): { taken: readonly File[]; others: readonly string[] } {
  const { taken = [], others = [] } = Object.groupBy(files, (file) => (kindOfFile(file) === undefined ? 'others' : 'taken'))
  return { taken, others: others.map(({ name }) => name) }
}
