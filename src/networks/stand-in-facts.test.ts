import { expect, test } from 'vitest'

import { film } from '#testing/film'
import { movingImage, testImage } from '#testing/images'

import { filmFacts, pictureFacts } from './stand-in-facts.ts'

test('a picture says its format and size, unless something of it is missing', async () => {
  const picture = await testImage({ width: 60, height: 40, format: 'png' })
  expect(await pictureFacts(picture)).toEqual({ format: 'png', width: 60, height: 40, frames: 1 })
  expect(await pictureFacts(await movingImage())).toMatchObject({ format: 'gif', height: 20, frames: 2 })
  expect(await pictureFacts(picture.slice(0, picture.length / 2))).toBeUndefined()
  expect(await pictureFacts(new TextEncoder().encode('no picture'))).toBeUndefined()
})

test('a film says its container, codecs, size as shown, length and pace', async () => {
  const turned = await film({ seconds: 1, width: 160, height: 90, framesPerSecond: 25, audio: true, turned: 90 })
  expect(await filmFacts(turned)).toMatchObject({
    mimeType: 'video/mp4',
    width: 90,
    height: 160,
    videoCodec: 'avc',
    audioCodec: 'aac',
    framesPerSecond: 25,
  })
  const silent = await filmFacts(await film({ seconds: 1, width: 160, height: 90, container: 'webm' }))
  expect(silent).toMatchObject({ mimeType: 'video/webm', videoCodec: 'vp9', audioCodec: undefined })
  expect(await filmFacts(new TextEncoder().encode('no film'))).toBeUndefined()
})
