import { lookAtFilm } from './video-look.ts'
import type { SeenFilm, VideoDone, VideoWork } from './video-messages.ts'
import { render } from './video-render.ts'
import { stillOf } from './video-still.ts'

const posterSide = 1280
/** Covers are made from a still of this size; no network takes larger ones. */
const coverSide = 4096

/** Reads, decodes and encodes. Runs only in a process of its own, see video-process.ts. */
export async function workOnVideo(work: VideoWork, tell: (progress: number) => void): Promise<VideoDone> {
  const seen = await lookAtFilm(work.path)
  if ('trouble' in seen) return seen
  try {
    if (work.do === 'look') return await poster(work.path, seen.film)
    if (work.do === 'still') return { still: await stillOf(work.path, { film: seen.film, at: work.at, maxSide: coverSide }) }
    return { rendered: await render({ ...work, film: seen.film }, tell) }
  } catch (error) {
    return { trouble: 'VIDEO_BROKEN', detail: String(error).slice(0, 300) }
  }
}

/** Not the very first picture, which is often black. A film whose end cannot be decoded is broken, however well it begins. */
async function poster(path: string, film: SeenFilm): Promise<VideoDone> {
  await stillOf(path, { film, at: Math.max(0, film.seconds - 0.5), maxSide: 64 })
  return { seen: film, poster: await stillOf(path, { film, at: Math.min(1, film.seconds / 4), maxSide: posterSide }) }
}
