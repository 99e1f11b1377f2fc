import { z } from 'zod'

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const Share = z.number().min(0).max(1)
const Range = z.object({ min: z.number(), max: z.number() })
const VideoCodecs = z.enum(['h264', 'hevc', 'vp8', 'vp9', 'av1', 'mpeg4', 'prores'])
const AudioCodecs = z.enum(['aac', 'mp3', 'opus', 'vorbis', 'pcm'])

/** What of a network's rules for videos decides how a rendition is made. */
export const RenditionRules = z.object({
  maxBytes: z.number().positive(),
  minSide: z.number(),
  maxSide: z.number(),
  mimeTypes: z.array(z.string()),
  videoCodecs: z.array(VideoCodecs),
  audioCodecs: z.array(AudioCodecs),
  framesPerSecond: Range,
  ratio: Range.optional(),
  maxBitsPerSecond: z.number().optional(),
})
export type RenditionRules = z.output<typeof RenditionRules>

/** What is made of a film: all of it or a stretch, in seconds from its beginning, kept around the focus where it is cropped. */
export const RenditionWish = z.object({
  rules: RenditionRules,
  trim: z.object({ from: z.number().min(0), to: z.number() }).optional(),
  focus: z.object({ x: Share, y: Share }).optional(),
})
export type RenditionWish = z.output<typeof RenditionWish>

export const VideoWork = z.discriminatedUnion('do', [
  z.object({ do: z.literal('look'), path: z.string() }),
  z.object({ do: z.literal('still'), path: z.string(), at: z.number().min(0) }),
  z.object({ do: z.literal('render'), path: z.string(), target: z.string(), wish: RenditionWish }),
])
export type VideoWork = z.output<typeof VideoWork>

/** What a file tells of itself. */
export const SeenFilm = z.object({
  mimeType: z.enum(['video/mp4', 'video/quicktime', 'video/webm', 'video/x-matroska']),
  bytes: z.number(),
  /** As a player shows it: turned upright, with square pixels. */
  width: z.int(),
  height: z.int(),
  /** How far a player turns it, clockwise. */
  turned: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  seconds: z.number(),
  framesPerSecond: z.number(),
  videoCodec: z.string(),
  /** Absent where the film is silent. */
  audioCodec: z.string().optional(),
  /** More brightness than ordinary screens have. */
  highDynamicRange: z.boolean(),
  /** It says where or with what it was made, or its index stands at its end. */
  untidy: z.boolean(),
})
export type SeenFilm = z.output<typeof SeenFilm>

/** Why a file is none that can be used. */
export const VideoTrouble = z.enum(['NOT_A_VIDEO', 'VIDEO_BROKEN', 'VIDEO_PROTECTED', 'VIDEO_TOO_LARGE', 'TOO_SLOW'])
export type VideoTrouble = z.output<typeof VideoTrouble>

/** What a rendition has become. `original`: nothing was made, the file may go as it is. */
export const Rendered = z.object({
  how: z.enum(['as-it-is', 'copied', 'encoded']),
  mimeType: z.string(),
  bytes: z.number(),
  width: z.int(),
  height: z.int(),
  seconds: z.number(),
})
export type Rendered = z.output<typeof Rendered>

export const VideoDone = z.union([
  z.object({ seen: SeenFilm, poster: Bytes }),
  z.object({ still: Bytes }),
  z.object({ rendered: Rendered }),
  z.object({ trouble: VideoTrouble, detail: z.string() }),
])
export type VideoDone = z.output<typeof VideoDone>
export const VideoMessage = z.union([z.object({ progress: Share }), VideoDone])
