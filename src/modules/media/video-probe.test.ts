import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { film } from '#testing/film'

import { lookAtFilm } from './video-look.ts'
import { probeVideo } from './video-probe.ts'
import type { VideoLimits } from './video-process.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-probe-'))
})
afterAll(() => rm(folder, { recursive: true }))

let files = 0
async function keep(bytes: Uint8Array): Promise<string> {
  const path = join(folder, `film-${(files += 1)}`)
  await writeFile(path, bytes)
  return path
}

async function probe(bytes: Uint8Array, limits?: VideoLimits) {
  return probeVideo(await keep(bytes), limits)
}

const wide = { seconds: 1, width: 160, height: 90, audio: true } as const

test('a film of a telephone is as it is shown: upright, with its length, rate and codecs, and a still', async () => {
  const seen = await probe(await film({ ...wide, turned: 90 }))
  expect(seen).toMatchObject({ mimeType: 'video/mp4', width: 90, height: 160, seconds: 1, framesPerSecond: 30 })
  expect(seen).toMatchObject({ videoCodec: 'h264', audioCodec: 'aac' })
  const poster = 'poster' in seen ? await sharp(seen.poster).metadata() : undefined
  expect(poster).toMatchObject({ format: 'jpeg', width: 90, height: 160 })
})

test('a silent WebM is known for what it is', async () => {
  const seen = await probe(await film({ ...wide, audio: false, container: 'webm', framesPerSecond: 25 }))
  expect(seen).toMatchObject({ mimeType: 'video/webm', width: 160, height: 90, videoCodec: 'vp9', framesPerSecond: 25 })
  expect(seen).not.toHaveProperty('audioCodec')
})

test('what is no whole film that everybody can see is refused, each for its own reason', async () => {
  const whole = await film(wide)
  const locked = Buffer.from(whole)
  locked.write('encv', locked.indexOf('avc1', locked.indexOf('stsd', 0, 'latin1'), 'latin1'), 'latin1')
  const vast = Buffer.from(whole)
  // The size in the description of the samples (ISO 14496-12, 12.1.3).
  vast.fill(0xff, vast.indexOf('avc1', vast.indexOf('stsd', 0, 'latin1'), 'latin1') + 28, vast.indexOf('avc1', vast.indexOf('stsd')) + 32)
  const scrambled = Uint8Array.from(whole).fill(0xaa, Buffer.from(whole).indexOf('mdat') + 4)
  const playlist = Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://169.254.169.254/latest/meta-data\n#EXT-X-ENDLIST\n')
  const concat = Buffer.from("ffconcat version 1.0\nfile '/etc/passwd'\n")
  const given = [whole.subarray(0, whole.length - 2000), locked, vast, playlist, concat, new Uint8Array(0)]
  const looked = await Promise.all(given.map(async (bytes) => lookAtFilm(await keep(bytes))))
  expect(looked.map((seen) => ('trouble' in seen ? seen.trouble : 'none'))).toEqual([
    'VIDEO_BROKEN',
    'VIDEO_PROTECTED',
    'VIDEO_TOO_LARGE',
    'NOT_A_VIDEO',
    'NOT_A_VIDEO',
    'NOT_A_VIDEO',
  ])
  expect(await probe(scrambled)).toEqual({ trouble: 'VIDEO_BROKEN' })
})

test('a film that takes too long or too much memory is given up', async () => {
  const bytes = await film(wide)
  expect(await probe(bytes, { seconds: 0.01, mebibytes: 700 })).toEqual({ trouble: 'TOO_SLOW' })
  expect(await probe(bytes, { seconds: 45, mebibytes: 40 })).toEqual({ trouble: 'VIDEO_BROKEN' })
})
