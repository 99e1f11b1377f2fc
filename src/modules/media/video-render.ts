import { lstat } from 'node:fs/promises'

import { planVideo } from '#networks/fit-video'

import { copyFilm } from './video-copy.ts'
import { encodeFilm } from './video-encode.ts'
import { lookAtFilm } from './video-look.ts'
import type { Rendered, RenditionWish, SeenFilm } from './video-messages.ts'
import { openFilm } from './video-open.ts'

export interface Rendering {
  readonly path: string
  /** Written only where the film cannot go as it is. */
  readonly target: string
  readonly film: SeenFilm
  readonly wish: RenditionWish
}

const mostTries = 4

/** Makes the film fit the wish by the gentlest way; `tell` hears how much is done. Throws where that is impossible. */
export async function render({ path, target, film, wish }: Rendering, tell: (progress: number) => void): Promise<Rendered> {
  const { rules, focus } = wish
  const trim = stretchOf(film, wish.trim)
  const seconds = trim ? trim.to - trim.from : film.seconds
  const unusualColours = film.highDynamicRange || !(await hasOrdinaryColours(path, film))
  const plan = planVideo({ ...film, seconds, fileSeconds: film.seconds, trim, focus, unusualColours }, rules)
  if (plan.how === 'as-it-is') return factsOf(film, { how: 'as-it-is', bytes: film.bytes })
  if (plan.how === 'copied') {
    await copyFilm({ path, target, film, mimeType: plan.mimeType, trim }, tell)
    return await madeFrom(target, 'copied')
  }
  for (let attempt = 0, share = 1; attempt < mostTries; attempt += 1, share *= 0.8) {
    const smaller = { ...plan, maxVideoBits: Math.round(plan.maxVideoBits * share) }
    await encodeFilm({ path, target, film, plan: smaller, trim }, tell)
    const made = await madeFrom(target, 'encoded')
    if (made.bytes <= rules.maxBytes) return made
  }
  throw new Error(`The film does not fit into ${rules.maxBytes} bytes.`)
}

/** What is cut off must be more than a frame, or it is the whole film. */
function stretchOf({ seconds }: SeenFilm, trim: RenditionWish['trim']): RenditionWish['trim'] {
  if (!trim) return undefined
  const { from, to } = { from: Math.min(trim.from, seconds), to: Math.min(trim.to, seconds) }
  if (to <= from) throw new Error('Nothing of the film is left after trimming.')
  return from < 0.02 && to > seconds - 0.02 ? undefined : { from, to }
}

/** Eight bits and half the colour resolution, which every player knows. */
async function hasOrdinaryColours(path: string, film: SeenFilm): Promise<boolean> {
  const { av, pictures, demuxer } = await openFilm(path, film)
  const ordinary = new Set<number>([av.AV_PIX_FMT_YUV420P, av.AV_PIX_FMT_YUVJ420P, av.AV_PIX_FMT_NV12])
  const found = ordinary.has(pictures.codecpar.format)
  await demuxer.close()
  return found
}

async function madeFrom(target: string, how: 'copied' | 'encoded'): Promise<Rendered> {
  const seen = await lookAtFilm(target)
  if ('trouble' in seen) throw new Error(`What was made is no film: ${seen.detail}`)
  return factsOf(seen.film, { how, bytes: (await lstat(target)).size })
}

function factsOf({ mimeType, width, height, seconds }: SeenFilm, { how, bytes }: Pick<Rendered, 'how' | 'bytes'>): Rendered {
  return { how, bytes, mimeType, width, height, seconds }
}
