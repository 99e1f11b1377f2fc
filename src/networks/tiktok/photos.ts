import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import type { Delivery, LibraryImage, NetworkEnvironment, Outcome, PostImage } from '../network.ts'
import { isReachableFromOutside } from '../public-address.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import { isDraft } from './choices.ts'
import { rulesForPhoto } from './fit.ts'
import { coverIndex, photoInfo } from './post-info.ts'
import { isReal, signedIn } from './session.ts'
import { photosIn, type Sent } from './steps.ts'

const begunAnswer = z.object({ publish_id: z.string().min(1) })

/** Tells the network where to fetch the photos. It makes the post by itself from then on, so this is the final step. */
export async function postPhotos(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const links: string[] = []
  for (const photo of photosIn(job.content)) {
    const link = await linkTo(photo, job, environment)
    if (!link.ok) return link
    links.push(link.value)
  }
  const json = {
    media_type: 'PHOTO',
    post_mode: isDraft(job.content.settings) ? 'MEDIA_UPLOAD' : 'DIRECT_POST',
    post_info: photoInfo(job),
    source_info: { source: 'PULL_FROM_URL', photo_images: links, photo_cover_index: coverIndex(job) },
  }
  const call = { ...signedIn(job.access), path: 'post/publish/content/init/', send: { json }, answer: begunAnswer, final: true }
  const begun = await ask(call, environment)
  if (!begun.ok) return begun
  return { ok: true, value: { publishId: begun.value.publish_id, at: environment.now().toString() } satisfies Sent }
}

/** An address under which the network can fetch the photo; refused where it surely cannot. */
async function linkTo(photo: PostImage, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<string>> {
  const image: LibraryImage = photo
  const link = await environment.imageLink(image, rulesForPhoto(photo)).catch((error: unknown) => ({ failed: String(error) }))
  if (typeof link === 'object') {
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail: shorten(link.failed) } } }
  }
  if (!isReal(signedIn(job.access)) || isReachableFromOutside(link)) return { ok: true, value: link }
  return rejected('photos-out-of-reach', { params: { address: new URL(link).origin } })
}
