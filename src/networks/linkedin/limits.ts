import type { DocumentRules, ImageRules, PollRules, VideoRules } from '../network.ts'

/** From the network's documentation (Posts, Images, Videos, Documents and Poll API); the text's limit is its app's, and of no official page. */
export const limits = {
  text: 3000,
  comment: 1250,
  pollQuestion: 140,
  /** “Less than 400” and “less than 4,086”. */
  title: 399,
  description: 4085,
  /** Smaller films are refused. */
  videoBytes: 75 * 1024,
} as const

/** The network limits pixels, 36,152,320 of them, and no bytes; four thousand a side is more than it ever shows. */
export const imageRules: ImageRules = {
  maxPerPart: 20,
  maxBytes: 20 * 1024 * 1024,
  maxSide: 4096,
  mimeTypes: ['image/jpeg', 'image/png', 'image/gif'],
  maxAltLength: limits.description,
}

/** Of a link card or a film. */
export const pictureRules: ImageRules = { ...imageRules, maxPerPart: 1, mimeTypes: ['image/jpeg', 'image/png'] }

/** Length, size and MP4 are documented; picture, pace and bits are those of the network's help pages. */
export const videoRules: VideoRules = {
  maxPerPart: 1,
  maxBytes: 500 * 1024 * 1024,
  minSeconds: 3,
  maxSeconds: 30 * 60,
  mimeTypes: ['video/mp4'],
  videoCodecs: ['h264'],
  audioCodecs: ['aac'],
  framesPerSecond: { min: 10, max: 60 },
  maxSide: 4096,
  minSide: 144,
  ratio: { min: 1 / 2.4, max: 2.4 },
  maxBitsPerSecond: 30_000_000,
  // The API takes no description of a film.
  maxAltLength: 0,
  covers: ['moment', 'picture'],
  captions: ['application/x-subrip'],
}

export const documentRules: DocumentRules = {
  mimeTypes: [
    'application/pdf',
    'application/msword',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.ms-powerpoint',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ],
  maxBytes: 100 * 1024 * 1024,
  maxPages: 300,
  maxTitleLength: limits.title,
}

const day = 24 * 60

export const pollRules: PollRules = {
  minOptions: 2,
  maxOptions: 4,
  maxOptionLength: 30,
  minMinutes: day,
  maxMinutes: 14 * day,
  multiple: false,
}

/** There are four lengths of polls and nothing between them. */
export const pollDurations = [
  { minutes: day, name: 'ONE_DAY' },
  { minutes: 3 * day, name: 'THREE_DAYS' },
  { minutes: 7 * day, name: 'SEVEN_DAYS' },
  { minutes: 14 * day, name: 'FOURTEEN_DAYS' },
] as const

/** The next longer one, else the longest. */
export function pollDuration(minutes: number): (typeof pollDurations)[number] {
  return pollDurations.find((duration) => duration.minutes >= minutes) ?? pollDurations[3]
}
