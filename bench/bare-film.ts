import * as av from 'node-av'

/** A process of its own, as Hearth's is: does the same work by the bare library and says how many seconds it took. */
const [path = '', target = ''] = process.argv.slice(2)
process.send?.(await bareTranscode(), undefined, undefined, () => process.exit(0))

/** Decode, crop to 9:16, scale, encode with the same settings. */
async function bareTranscode(): Promise<number> {
  av.Log.setLevel(av.AV_LOG_QUIET)
  const started = performance.now()
  await using source = await av.Demuxer.open(path)
  const [pictures, sound] = [source.video(), source.audio()]
  if (!pictures || !sound) throw new Error('The clip has no picture or no sound.')
  using decoder = await av.Decoder.create(pictures)
  using filter = av.FilterAPI.create('crop=608:1080,scale=1080:1920:flags=bicubic,format=yuv420p')
  using encoder = await av.Encoder.create(av.FF_ENCODER_LIBX264, {
    decoder,
    filter,
    gopSize: 60,
    maxRate: 8_709_120,
    bufSize: 8_709_120,
    options: { preset: 'veryfast', crf: 21, profile: 'high' },
  })
  const muxer = await av.Muxer.open(target, { format: 'mp4', options: { movflags: '+faststart' } })
  await av.pipeline(source, { video: [decoder, filter, encoder], audio: 'passthrough' }, muxer).completion
  await muxer.close()
  return (performance.now() - started) / 1000
}
