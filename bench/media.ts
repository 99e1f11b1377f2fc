import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'

import sharp from 'sharp'

import { openDatabase } from '#database/open'
import { systemClock } from '#kit/clock'
import type { Db } from '#kit/database'
import { folderStorage } from '#kit/folder-storage'
import { openJobs } from '#kit/jobs'
import { openLog } from '#kit/log'
import { mediaForNetwork, prepareRenditions } from '#modules/media'
import { networks } from '#networks'
import type { ImageRules, VideoRules } from '#networks/network'
import { film } from '#testing/film'

import { hearth } from '../e2e/support/hearth.ts'
import { asManyPeople } from '../e2e/support/many-people.ts'
import { type Owner, setUpOwner } from '../e2e/support/owner.ts'
import { until } from '../e2e/support/until.ts'
import { ownDatabase } from './own-database.ts'
import { pssOfTree } from './processes.ts'
import { inParallel } from './scene.ts'

const photos = 20
const clipSeconds = 60

/**
 * `photos_per_second`: photos of 12 MP, each made as every network wants it, over HTTP. `transcode_speed`: a clip of 60 s in 1080p to 9:16 1080p,
 * as a multiple of real time; `bare_speed`: the same by the bare library right after it, with the same priority and the same questions beside it.
 * `api_p99_ms`: what a page asks while Hearth works on either.
 * `peak_pss_mib`: all of Hearth's processes, the database included.
 */
export async function measure(): Promise<Record<string, number>> {
  // Before anything listens: making it keeps this process so busy that idle connections break unnoticed.
  const clip = await film({ seconds: clipSeconds, width: 1920, height: 1080, audio: true, bitsPerSecond: 1_500_000 })
  await using cleanUp = new AsyncDisposableStack()
  const postgres = cleanUp.use(await ownDatabase())
  const secretKey = Buffer.alloc(32, 7)
  const running = await hearth({
    DATABASE_URL: postgres.url,
    HEARTH_SECRET_KEY: secretKey.toString('base64'),
    HEARTH_LOG_LEVEL: 'warn',
    HEARTH_TRUST_PROXY: 'true',
  })
  cleanUp.defer(() => running.stop())
  const server = await running.run('all')
  const owner = asManyPeople(await setUpOwner(running.url))
  const open = openDatabase({ connection: postgres.url })
  cleanUp.defer(() => open.close())
  const { db } = open
  const film1080 = await owner.upload(clip, 'clip.mp4', 'video/mp4')
  const pictures = await addPhotos(owner)
  const watch = watchMeanwhile(owner, () => pssOfTree(server.pid ?? 0) + pssOfTree(postgres.pid() ?? 0))
  const perSecond = await renderPhotos(owner, pictures, linksTo({ db, secretKey, publicUrl: running.url, folder: running.dataDir }, owner))
  const seconds = await transcode(db, { workspaceId: owner.me.workspace.id, mediaId: film1080.id, connection: postgres.url })
  const { took, peak } = watch.sofar()
  const path = join(postgres.dataDir, 'clip.mp4')
  writeFileSync(path, clip)
  const bare = await bareTranscode(path, join(postgres.dataDir, 'bare.mp4'))
  await watch.end()
  return {
    photos_per_second: rounded(perSecond),
    transcode_speed: rounded(clipSeconds / seconds),
    bare_speed: rounded(clipSeconds / bare),
    ratio: rounded(bare / seconds),
    api_p99_ms: Math.round(took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? 0),
    peak_pss_mib: Math.round(peak),
  }
}

function rounded(figure: number): number {
  return Math.round(figure * 100) / 100
}

/** Soft noise in the size of a telephone's photo: some 4 MB each. */
async function addPhotos(owner: Owner): Promise<string[]> {
  return inParallel(photos, async (index) => {
    const noise = { type: 'gaussian' as const, mean: 100 + index, sigma: 50 }
    const small = await sharp({ create: { width: 1000, height: 750, channels: 3, background: '#888', noise } })
      .png()
      .toBuffer()
    const photo = await sharp(small).resize(4000, 3000).jpeg({ quality: 88 }).toBuffer()
    return (await owner.upload(photo, `photo-${index}.jpg`, 'image/jpeg')).id
  })
}

interface Links {
  readonly db: Db
  readonly secretKey: Uint8Array
  readonly publicUrl: string
  readonly folder: string
}

/** The addresses under which networks fetch a picture. */
function linksTo({ db, secretKey, publicUrl, folder }: Links, owner: Owner): (mediaId: string, rules: ImageRules) => Promise<string> {
  const library = mediaForNetwork(
    {
      db,
      secretKey,
      publicUrl,
      clock: systemClock,
      storage: folderStorage(join(folder, 'media')),
      log: openLog({ level: 'silent' }),
      uploadsFolder: join(folder, 'uploads'),
      workFolder: join(folder, 'work'),
      jobs: { send: async () => undefined },
      isUsed: async () => false,
      uses: async () => [],
    },
    owner.me.workspace.id,
  )
  return (mediaId, rules) => library.imageLink({ mediaId }, rules)
}

async function renderPhotos(
  owner: Owner,
  pictures: readonly string[],
  linkTo: (mediaId: string, rules: ImageRules) => Promise<string>,
): Promise<number> {
  const taken = networks.map((network) => network.rulesFor({}).images).filter(({ maxPerPart }) => maxPerPart > 0)
  const wanted = pictures.flatMap((mediaId) => taken.map((rules) => ({ mediaId, rules })))
  const started = performance.now()
  await inParallel(wanted.length, async (index) => {
    const { mediaId = '', rules } = wanted[index] ?? {}
    const answer = rules && (await fetch(await linkTo(mediaId, rules)))
    if (!answer?.ok) throw new Error(`A picture was not made: ${answer?.status ?? 'no rules'}`)
    await answer.arrayBuffer()
  })
  return pictures.length / ((performance.now() - started) / 1000)
}

/** As the tall films of every network are. */
const tall: VideoRules = {
  maxPerPart: 1,
  maxBytes: 300_000_000,
  minSeconds: 3,
  maxSeconds: 900,
  mimeTypes: ['video/mp4'],
  videoCodecs: ['h264'],
  audioCodecs: ['aac'],
  framesPerSecond: { min: 23, max: 60 },
  maxSide: 1920,
  minSide: 1080,
  ratio: { min: 9 / 16, max: 9 / 16 },
  maxAltLength: 0,
  covers: [],
  captions: [],
}

/** In seconds. */
async function bareTranscode(path: string, target: string): Promise<number> {
  const child = fork(new URL('./bare-film.ts', import.meta.url), [path, target])
  setPriority(child.pid ?? 0, 10)
  const [seconds] = await once(child, 'message')
  return Number(seconds)
}

/** In seconds, from when it is asked for until its file is kept. */
async function transcode(
  db: Db,
  { workspaceId, mediaId, connection }: { workspaceId: string; mediaId: string; connection: string },
): Promise<number> {
  const jobs = openJobs({ connection })
  await jobs.start('sends')
  const started = performance.now()
  await db.transaction().execute((tx) => prepareRenditions({ jobs }, tx, { workspaceId, wanted: [{ video: { mediaId }, rules: tall }] }))
  await until('the clip to be made', 600, async () => {
    const row = await db.selectFrom('media.rendition').select(['state', 'code']).where('media_id', '=', mediaId).executeTakeFirst()
    if (row?.state === 'failed') throw new Error(`The clip was not made: ${row.code}`)
    return row?.state === 'ready'
  })
  const seconds = (performance.now() - started) / 1000
  await jobs.stop(1000)
  return seconds
}

interface Watch {
  /** How long each answer took, in milliseconds, and the most memory seen, in MiB. */
  readonly sofar: () => { readonly took: readonly number[]; readonly peak: number }
  readonly end: () => Promise<void>
}

/** Asks for the library and the calendar again and again, as a person at a page does, and looks at the memory. */
function watchMeanwhile(owner: Owner, memory: () => number): Watch {
  const took: number[] = []
  const over = new AbortController()
  let peak = 0
  const paths = [`/media?brandId=${owner.brandId}`, `/posts/overview?brandId=${owner.brandId}&from=2026-03-01&to=2026-04-11&perDay=12`]
  const asking = (async () => {
    for (let count = 0; !over.signal.aborted; count += 1) {
      const started = performance.now()
      const ask = () => owner.call('GET', paths[count % paths.length] ?? '')
      // The server may have closed the connection in the very moment it is used again.
      await ask().catch(ask)
      took.push(performance.now() - started)
      if (count % 4 === 0) peak = Math.max(peak, memory())
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  // Where the measurement itself fails, that is what is told, not that nothing answers any more.
  asking.catch(() => over.abort())
  return {
    sofar: () => ({ took: [...took], peak }),
    end: () => {
      over.abort()
      return asking
    },
  }
}
