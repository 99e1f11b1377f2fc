import * as av from 'node-av'

import { filmSize } from './film-size.ts'

/** Makes `<name>.mp4` of each `<name>.jpg` it is given. */
const framesPerSecond = 24
const { width, height, seconds } = filmSize

av.Log.setLevel(av.AV_LOG_QUIET)
for (const name of process.argv.slice(2)) await film(name)
process.exit(0)

async function film(name: string): Promise<void> {
  const nearer = `zoompan=z=1+0.0012*on:x=iw/2-iw/zoom/2:y=ih/2-ih/zoom/2:d=${seconds * framesPerSecond}:s=${width}x${height}:fps=${framesPerSecond}`
  const scene = `movie=${name}.jpg,crop=ih*${width}/${height}:ih,${nearer},format=yuv420p`
  await using still = await av.Demuxer.open(scene, { format: 'lavfi' })
  const pictures = still.video()
  if (!pictures) throw new Error(`There is nothing to see in ${name}.`)
  using seen = await av.Decoder.create(pictures)
  using coded = await av.Encoder.create(av.FF_ENCODER_LIBX264, {
    decoder: seen,
    gopSize: framesPerSecond * 2,
    maxBFrames: 0,
    bitrate: 220_000,
    options: { preset: 'veryfast' },
  })
  const target = await av.Muxer.open(`${name}.mp4`, { format: 'mp4', options: { movflags: 'faststart' } })
  await av.pipeline(still, seen, coded, target).completion
  await target.close()
}
