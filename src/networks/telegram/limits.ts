import type { DocumentRules, ImageRules, PollRules, VideoRules } from '../network.ts'

/** From core.telegram.org/bots/api (10.1). It says “characters after entities parsing”; UTF-16 units, by which it counts everything else, are the strictest reading. */
export const textLimits = { message: 4096, caption: 1024, question: 300 } as const

/** Pictures and films of an album, or documents of one. */
export const mostFiles = 10

/** The documentation names no limit for posts that answer one another. */
export const mostParts = 20

/** sendPhoto: 10 MB, width and height together at most 10,000, one side at most 20 times the other. The apps show no more than 2,560 a side. There is no field for a description. */
export const photoRules: ImageRules = {
  maxPerPart: mostFiles,
  maxBytes: 10_000_000,
  maxSide: 2560,
  mimeTypes: ['image/jpeg', 'image/png'],
  maxAltLength: 0,
  ratio: { min: 1 / 20, max: 20 },
}

/** sendAnimation, of a moving picture that stands alone. */
export const animationRules: ImageRules = { ...photoRules, maxPerPart: 1, maxBytes: 50_000_000, maxSide: 65_535, mimeTypes: ['image/gif'] }

/** sendVideo: MPEG4 of at most 50 MB; how long it is matters to nobody else. Pace and sides are what the apps play everywhere. */
export const videoRules: VideoRules = {
  maxPerPart: mostFiles,
  maxBytes: 50_000_000,
  minSeconds: 0.5,
  maxSeconds: 4 * 60 * 60,
  mimeTypes: ['video/mp4'],
  videoCodecs: ['h264'],
  audioCodecs: ['aac'],
  framesPerSecond: { min: 1, max: 60 },
  maxSide: 1920,
  minSide: 2,
  maxAltLength: 0,
  covers: ['moment', 'picture'],
  captions: [],
}

/** sendDocument takes files of any type up to 50 MB, under their names. */
export const documentRules: DocumentRules = {
  mimeTypes: [
    'application/pdf',
    'application/msword',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.ms-powerpoint',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ],
  maxBytes: 50_000_000,
  maxPages: Number.MAX_SAFE_INTEGER,
  maxTitleLength: 60,
}

/** sendPoll takes 1 to 12 options; one alone is no question. `open_period`: 5 to 2,628,000 seconds. */
export const pollRules: PollRules = {
  minOptions: 2,
  maxOptions: 12,
  maxOptionLength: 100,
  minMinutes: 1,
  maxMinutes: 43_800,
  multiple: true,
}
