import { isWebAddress } from '#kit/web-address'

/** It becomes a link, or a picture, in people's browsers. */
export function webAddress(url: string | undefined): string | null {
  return url !== undefined && isWebAddress(url) ? url : null
}
