import { describe, expect, test } from 'vitest'

import { type EncodingPlan, planVideo } from './fit-video.ts'
import { judgeImage, judgeVideo } from './judge-media.ts'
import type { ImageRules, PostImage, PostVideo, VideoRules } from './network.ts'

const rules: VideoRules = {
  maxPerPart: 1,
  maxBytes: 100_000_000,
  minSeconds: 3,
  maxSeconds: 90,
  mimeTypes: ['video/mp4', 'video/quicktime'],
  videoCodecs: ['h264'],
  audioCodecs: ['aac'],
  framesPerSecond: { min: 23, max: 60 },
  maxSide: 1920,
  minSide: 540,
  ratio: { min: 9 / 16, max: 9 / 16 },
  maxAltLength: 100,
  covers: ['moment'],
  captions: ['text/vtt'],
}

const tall: PostVideo = {
  kind: 'video',
  mediaId: 'm',
  mimeType: 'video/mp4',
  bytes: 5_000_000,
  width: 1080,
  height: 1920,
  seconds: 15,
  framesPerSecond: 29.97,
  videoCodec: 'h264',
  audioCodec: 'aac',
  alt: 'Tea is poured.',
}

const place = { part: 1, media: 2 }
const codes = (video: PostVideo, under: VideoRules | undefined = rules) =>
  judgeVideo(video, under, place).map(({ severity, reason }) => `${severity} ${reason.code}`)

describe('a video under a network’s rules', () => {
  test('one that fits goes as it is, and nothing is said of it', () => {
    expect(codes(tall)).toEqual([])
    expect(planVideo(tall, rules)).toEqual({ how: 'as-it-is' })
  })

  test('what only the author can mend is an error, with plain numbers', () => {
    expect(judgeVideo({ ...tall, seconds: 90.5 }, rules, place)).toEqual([
      { severity: 'error', part: 1, media: 2, reason: { code: 'video-too-long', params: { length: '1:30.5', max: '1:30' } } },
    ])
    expect(codes({ ...tall, seconds: 2.9 })).toEqual(['error video-too-short'])
    expect(codes({ ...tall, width: 360, height: 640 })).toEqual(['error video-too-small'])
    expect(judgeVideo(tall, undefined, place).map(({ reason }) => reason.code)).toEqual(['no-video'])
    expect(codes({ ...tall, bytes: 9e9, seconds: 80 }, { ...rules, maxBytes: 1_000_000 })).toEqual([
      'error video-too-heavy',
      'change video-scaled',
    ])
    expect(codes({ ...tall, alt: 'x'.repeat(101) })).toEqual(['error alt-too-long'])
  })

  test('a hair over the limit, as players do not show it, is within it', () => {
    expect(codes({ ...tall, seconds: 90.04 })).toEqual([])
  })

  test('what is made to fit is a change', () => {
    expect(codes({ ...tall, width: 1920, height: 1080 })).toEqual(['change video-cropped'])
    expect(codes({ ...tall, width: 2160, height: 3840 })).toEqual(['change video-scaled'])
    expect(codes({ ...tall, framesPerSecond: 120 })).toEqual(['change video-frame-rate'])
    expect(codes({ ...tall, videoCodec: 'hevc' })).toEqual(['change video-converted'])
    expect(codes({ ...tall, alt: '' })).toEqual(['warning video-alt-missing'])
    const extras = { cover: { at: 1 }, captions: [{ language: 'en', mediaId: 'c', mimeType: 'application/x-subrip' }] }
    expect(codes({ ...tall, ...extras }, { ...rules, covers: [] })).toEqual(['change cover-left-out', 'change captions-left-out'])
  })

  test('the gentlest way is taken', () => {
    expect(planVideo({ ...tall, trim: { from: 0, to: 15 } }, rules).how).toBe('copied')
    expect(planVideo({ ...tall, mimeType: 'video/x-matroska' }, rules)).toEqual({ how: 'copied', mimeType: 'video/mp4' })
    expect(planVideo({ ...tall, untidy: true }, rules).how).toBe('copied')
    expect(planVideo({ ...tall, trim: { from: 1, to: 16 } }, rules).how).toBe('encoded')
    expect(planVideo({ ...tall, unusualColours: true }, rules).how).toBe('encoded')
  })

  test('whatever comes in, the plan keeps to the rules', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const pick = (salt: number, from: number, to: number) =>
        from + (Math.abs(Math.sin(seed * 12.9898 + salt * 78.233) * 43_758.5453) % 1) * (to - from)
      const [width, height] = [Math.round(pick(1, 540, 4096)), Math.round(pick(2, 540, 4096))]
      const film = { ...tall, width, height, seconds: pick(3, 3, 90), bytes: 1e9, focus: { x: pick(4, 0, 1), y: pick(5, 0, 1) } }
      const min = pick(6, 0.4, 1)
      const wanted = { ...rules, ratio: { min, max: min + pick(7, 0.02, 1) }, maxBytes: pick(8, 5e6, 1e8), maxSide: pick(9, 1280, 1920) }
      const plan = planVideo(film, wanted)
      expect(plan.how).toBe('encoded')
      if (plan.how === 'encoded') expectWithin(plan, { film, wanted })
    }
  })
})

function expectWithin(plan: EncodingPlan, { film, wanted }: { film: PostVideo; wanted: VideoRules }): void {
  const { region, width, height, maxVideoBits, audioBits } = plan
  expect(region.left >= 0 && region.left + region.width <= film.width).toBe(true)
  expect(region.top >= 0 && region.top + region.height <= film.height).toBe(true)
  expect(width % 2 === 0 && height % 2 === 0 && Math.max(width, height) <= wanted.maxSide).toBe(true)
  const shape = width / height
  expect(shape >= (wanted.ratio?.min ?? 0) * 0.985 && shape <= (wanted.ratio?.max ?? 9) * 1.015).toBe(true)
  expect(((maxVideoBits + audioBits) * film.seconds) / 8).toBeLessThanOrEqual(wanted.maxBytes)
}

const said = (shown: PostImage, under: ImageRules) => judgeImage(shown, under, place).map(({ reason }) => reason.code)

describe('a picture under a network’s rules', () => {
  const picture: PostImage = { kind: 'image', mediaId: 'p', mimeType: 'image/png', bytes: 9e6, width: 4000, height: 3000, alt: 'Tea.' }
  const image: ImageRules = { maxPerPart: 4, maxBytes: 1e6, maxSide: 2000, mimeTypes: ['image/jpeg'], maxAltLength: 100 }

  test('size and format are no finding; a crop, a movement lost and a missing description are', () => {
    expect(said(picture, image)).toEqual([])
    expect(said({ ...picture, animated: true, alt: '' }, { ...image, ratio: { min: 1, max: 1 } })).toEqual([
      'image-stands-still',
      'image-cropped',
      'alt-missing',
    ])
    expect(said({ ...picture, mimeType: 'text/html' }, image)).toEqual(['image-wrong-type'])
    expect(said({ ...picture, alt: '' }, { ...image, maxAltLength: 0 })).toEqual([])
  })
})
