import { shorten } from '../failures.ts'
import type { NetworkEnvironment, Outcome, PostContent, PostMedia, PostPart } from '../network.ts'
import { imageRules, limits, pictureRules, videoRules } from './limits.ts'
import { type Attached, cardPicture } from './message.ts'
import { hasCard } from './wording.ts'

export interface File extends Attached {
  readonly bytes: Uint8Array
  readonly mimeType: string
}

/** Everything that a part shows, in order, the picture of its card last. */
export async function filesOf(
  part: PostPart,
  { settings }: Pick<PostContent, 'settings'>,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly File[]>> {
  const files: File[] = []
  for (const [index, item] of part.media.entries()) {
    const file = await orNotAvailable(() => fileOf(item, { index, spoiler: settings['spoiler'] === true }, environment))
    if (!file.ok) return file
    files.push(file.value)
  }
  const thumb = hasCard(part, settings) ? part.link?.thumb : undefined
  if (!thumb) return { ok: true, value: files }
  const picture = await orNotAvailable(async () => {
    const { bytes, mimeType } = await environment.image(thumb, { ...pictureRules, mimeTypes: ['image/jpeg'] })
    return { ok: true, value: { bytes, mimeType, fileName: cardPicture, alt: thumb.alt, spoiler: false } }
  })
  return picture.ok ? { ok: true, value: [...files, picture.value] } : picture
}

interface Showing {
  readonly index: number
  readonly spoiler: boolean
}

async function fileOf(item: PostMedia, { index, spoiler }: Showing, environment: NetworkEnvironment): Promise<Outcome<File>> {
  if (item.kind === 'image') {
    const rules = item.animated ? { ...imageRules, maxSide: largestSide, mimeTypes: ['image/gif'] } : { ...imageRules, mimeTypes: still }
    const { bytes, mimeType } = await environment.image(item, rules)
    return { ok: true, value: { bytes, mimeType, alt: item.alt, spoiler, fileName: named(`image-${index + 1}`, mimeType, spoiler) } }
  }
  const made =
    item.kind === 'video' ? await environment.video(item, videoRules) : { ok: true as const, value: await environment.file(item.mediaId) }
  if (!made.ok) return made
  const { mimeType, bytes: length, fileName } = made.value
  const bytes = await made.value.read(0, length)
  if (item.kind === 'video')
    return { ok: true, value: { bytes, mimeType, alt: item.alt, spoiler, fileName: named(`video-${index + 1}`, mimeType, spoiler) } }
  const name = named(fileNameOf(item.title), mimeType, spoiler, fileName.split('.').at(-1))
  return { ok: true, value: { bytes, mimeType, alt: '', spoiler, fileName: name } }
}

/** What moves is not made smaller: the longest side of a GIF. */
const largestSide = 65_535
const still = imageRules.mimeTypes.filter((type) => type !== 'image/gif')

/** Apps that know no other mark blur what is called so. */
const spoilerMark = 'SPOILER_'

function named(stem: string, mimeType: string, spoiler: boolean, ending = endings[mimeType] ?? 'bin'): string {
  return `${spoiler ? spoilerMark : ''}${stem}.${ending}`
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
  'application/pdf': 'pdf',
}

/** The title is all that people see of a document there. */
function fileNameOf(title: string): string {
  const plain = title
    .replace(/\.\w{1,5}$/, '')
    .replaceAll(/[^\p{L}\p{N}\p{M}._-]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
  return plain.slice(0, limits.embedTitle / 2) || 'document'
}

async function orNotAvailable<Value>(work: () => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
  try {
    return await work()
  } catch (error) {
    const detail = shorten(error instanceof Error ? error.message : String(error))
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail } } }
  }
}

/** Files go beside the message, each by its number; without any, the message goes alone. */
export function asForm(message: unknown, files: readonly File[]): FormData {
  const form = new FormData()
  form.set('payload_json', new Blob([JSON.stringify(message)], { type: 'application/json' }))
  for (const [index, { bytes, mimeType, fileName }] of files.entries()) {
    form.set(`files[${index}]`, new Blob([new Uint8Array(bytes)], { type: mimeType }), fileName)
  }
  return form
}
