import type { DocumentRules, ImageRules, PollRules, VideoRules } from '../network.ts'

/**
 * docs.discord.com/developers/resources/message (content, embeds, attachments), /poll and /channel (thread names). What counts as a character is not
 * written down: UTF-16 units are the strictest reading.
 */
export const limits = {
  content: 2000,
  files: 10,
  alt: 1024,
  embedTitle: 256,
  embedDescription: 4096,
  pollQuestion: 300,
  threadName: 100,
} as const

/** Of each file (docs.discord.com/developers/reference#uploading-files); boosted servers take more. */
const fileBytes = 10 * 1024 * 1024

/** Any file is taken; these are shown as pictures. No longest side is documented. */
export const imageRules: ImageRules = {
  maxPerPart: limits.files,
  maxBytes: fileBytes,
  maxSide: 4096,
  mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
  maxAltLength: limits.alt,
}

/** Of a link card. */
export const pictureRules: ImageRules = { ...imageRules, maxPerPart: 1, maxSide: 1280, mimeTypes: ['image/jpeg', 'image/png'] }

/** What browsers play, since there they are watched; the bytes alone limit the length. */
export const videoRules: VideoRules = {
  maxPerPart: limits.files,
  maxBytes: fileBytes,
  minSeconds: 0.1,
  maxSeconds: 600,
  mimeTypes: ['video/mp4', 'video/webm', 'video/quicktime'],
  videoCodecs: ['h264', 'vp9'],
  audioCodecs: ['aac', 'opus'],
  framesPerSecond: { min: 1, max: 60 },
  maxSide: 3840,
  minSide: 2,
  maxAltLength: limits.alt,
  covers: [],
  captions: [],
}

export const documentRules: DocumentRules = {
  mimeTypes: [
    'application/pdf',
    'application/msword',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.ms-powerpoint',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ],
  maxBytes: fileBytes,
  maxPages: Number.MAX_SAFE_INTEGER,
  maxTitleLength: 200,
}

/** In hours: up to 32 days. */
const longestPoll = 768

export const pollRules: PollRules = {
  minOptions: 2,
  maxOptions: 10,
  maxOptionLength: 55,
  minMinutes: 60,
  maxMinutes: longestPoll * 60,
  multiple: true,
}

/** The network counts whole hours. */
export function hoursOf(minutes: number): number {
  return Math.min(Math.max(Math.ceil(minutes / 60), 1), longestPoll)
}
