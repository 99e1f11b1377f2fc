import { shorten } from '../failures.ts'
import type { Delivery, NetworkEnvironment, Outcome, PostImage } from '../network.ts'
import { isReachableFromOutside } from '../public-address.ts'
import { imageRules } from './limits.ts'
import { isReal } from './session.ts'

/** An address under which Google can fetch a photo: it takes none in any other way. */
export async function photoLink(
  photo: PostImage,
  { job, environment }: { readonly job: Delivery; readonly environment: NetworkEnvironment },
): Promise<Outcome<string>> {
  let address: string
  try {
    address = await environment.imageLink(photo, imageRules)
  } catch (error) {
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail: shorten(String(error)) } } }
  }
  if (!isReal(job.access) || isReachableFromOutside(address)) return { ok: true, value: address }
  return { ok: false, trouble: { kind: 'rejected', reason: { code: 'media-out-of-reach', params: { address: new URL(address).origin } } } }
}
