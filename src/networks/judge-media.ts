import { cropRegion } from './crop-region.ts'
import { type EncodingPlan, isInShape, planVideo, roomForPicture } from './fit-video.ts'
import type { Finding, ImageRules, PostImage, PostVideo, Reason, VideoRules } from './network.ts'

/** Where in the post it stands, and how the network counts the length of a description: UTF-16 units if absent. */
interface Place {
  readonly part: number
  readonly media: number
  readonly altLength?: (alt: string) => number
}

/** Everything to say of a video under a network's rules; `undefined` where this kind of post takes none. The post is judged as a whole elsewhere: how many, and beside what. Pure. */
export function judgeVideo(video: PostVideo, rules: VideoRules | undefined, place: Place): readonly Finding[] {
  return at(place, rules ? videoFindings(video, rules, place) : [error('no-video')])
}

/** Everything to say of a picture. Size and most formats are no finding: the library scales and converts before sending. Pure. */
export function judgeImage(image: PostImage, rules: ImageRules, place: Place): readonly Finding[] {
  return at(place, imageFindings(image, rules, place))
}

/** How much a brand insists on descriptions of what its posts show. */
type AltTexts = 'off' | 'warn' | 'required'

/**
 * Findings as a brand wants them: what lacks a description is not mentioned, doubted, or refused. A network that takes none for a
 * kind of post finds nothing missing, so nothing is asked for there. Pure.
 */
export function withAltTexts(findings: readonly Finding[], wanted: AltTexts): readonly Finding[] {
  if (wanted === 'warn') return findings
  return findings.flatMap((finding) => {
    const code = requiredInstead.get(finding.reason.code)
    if (code === undefined) return [finding]
    return wanted === 'off' ? [] : [{ ...finding, severity: 'error', reason: { code } } as const]
  })
}

const requiredInstead: ReadonlyMap<string, string> = new Map([
  ['alt-missing', 'alt-required'],
  ['video-alt-missing', 'video-alt-required'],
])

type Found = Omit<Finding, 'part' | 'media'>

function at({ part, media }: Place, found: Iterable<Found>): readonly Finding[] {
  return [...found].map((finding) => ({ ...finding, part, media }))
}

function* videoFindings(video: PostVideo, rules: VideoRules, place: Place): Generator<Found> {
  if (!(video.width >= 1 && video.height >= 1 && video.seconds > 0 && video.bytes >= 1)) return yield error('video-unreadable')
  yield* lengthFindings(video, rules)
  yield* sizeFindings(video, rules)
  yield* changesOf(video, rules)
  yield* extrasLeftOut(video, rules)
  yield* altFindings(video.alt, { max: rules.maxAltLength, missing: 'video-alt-missing', place })
}

/** Files say their length to a few milliseconds: what a player shows as the limit is within it. */
const sameLength = 0.05

function* lengthFindings({ seconds }: PostVideo, { minSeconds, maxSeconds }: VideoRules): Generator<Found> {
  if (seconds > maxSeconds + sameLength) yield error('video-too-long', { length: clock(seconds), max: clock(maxSeconds) })
  if (seconds < minSeconds - sameLength) yield error('video-too-short', { length: clock(seconds), min: clock(minSeconds) })
}

/** Less than this is no picture any more, in bits for each second. */
const leastRoom = 120_000
/** Less than this shows. */
const softRoom = 700_000

function* sizeFindings(video: PostVideo, rules: VideoRules): Generator<Found> {
  const { width, height } = cropRegion(video, { ratio: rules.ratio })
  const side = Math.min(width, height)
  if (side < rules.minSide) yield error('video-too-small', { side, min: rules.minSide })
  const room = roomForPicture(video, rules)
  const megabytes = Math.floor(rules.maxBytes / 100_000) / 10
  if (room < leastRoom) yield error('video-too-heavy', { max: megabytes })
  else if (room < softRoom && video.bytes > rules.maxBytes) yield warning('video-soft', { max: megabytes })
}

function* changesOf(video: PostVideo, rules: VideoRules): Generator<Found> {
  const plan = planVideo(video, rules)
  if (plan.how !== 'encoded') return
  if (!isInShape(video, rules.ratio)) yield change('video-cropped', { width: plan.width, height: plan.height })
  else if (plan.width < video.width - 2) yield change('video-scaled', { width: plan.width, height: plan.height })
  const rate = plan.framesPerSecond
  if (Math.abs(rate - video.framesPerSecond) > 0.1)
    yield change('video-frame-rate', { from: rounded(video.framesPerSecond), to: rounded(rate) })
  if (isOnlyConverted(video, plan)) yield change('video-converted')
}

/** Nothing else was said of it yet. */
function isOnlyConverted({ width, height, framesPerSecond }: PostVideo, plan: EncodingPlan): boolean {
  return Math.abs(plan.width - width) <= 2 && Math.abs(plan.height - height) <= 2 && Math.abs(plan.framesPerSecond - framesPerSecond) <= 0.1
}

function* extrasLeftOut({ cover, captions = [] }: PostVideo, rules: VideoRules): Generator<Found> {
  if (cover && !rules.covers.includes('at' in cover ? 'moment' : 'picture')) yield change('cover-left-out')
  if (captions.some(({ mimeType }) => !rules.captions.includes(mimeType))) yield change('captions-left-out')
}

function* imageFindings(image: PostImage, rules: ImageRules, place: Place): Generator<Found> {
  if (!image.mimeType.startsWith('image/')) return yield error('image-wrong-type', { type: image.mimeType })
  if (!(image.width >= 1 && image.height >= 1 && image.bytes >= 1)) return yield error('image-unreadable')
  if (image.animated && !rules.mimeTypes.includes('image/gif')) yield warning('image-stands-still')
  if (!isInShape(image, rules.ratio)) yield change('image-cropped')
  yield* altFindings(image.alt, { max: rules.maxAltLength, missing: 'alt-missing', place })
}

/** A network that takes no descriptions (`max` 0) asks for none. */
function* altFindings(
  alt: string,
  { max, missing, place }: { readonly max: number; readonly missing: string; readonly place: Place },
): Generator<Found> {
  if (max <= 0) return
  const length = place.altLength?.(alt) ?? alt.length
  if (alt.trim() === '') yield warning(missing)
  if (length > max) yield error('alt-too-long', { over: length - max, max })
}

/** 75.4 as 1:15.4, as players show it; tenths only where there are any. */
function clock(seconds: number): string {
  const tenths = Math.round(seconds * 10)
  const [hours, minutes, rest] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, tenths % 600]
  const shown = `${String(Math.floor(rest / 10)).padStart(2, '0')}${rest % 10 ? `.${rest % 10}` : ''}`
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${shown}` : `${minutes}:${shown}`
}

function rounded(rate: number): number {
  return Math.round(rate * 100) / 100
}

function error(code: string, params?: Reason['params']): Found {
  return { severity: 'error', reason: reasonOf(code, params) }
}

function warning(code: string, params?: Reason['params']): Found {
  return { severity: 'warning', reason: reasonOf(code, params) }
}

function change(code: string, params?: Reason['params']): Found {
  return { severity: 'change', reason: reasonOf(code, params) }
}

function reasonOf(code: string, params: Reason['params']): Reason {
  return params ? { code, params } : { code }
}
