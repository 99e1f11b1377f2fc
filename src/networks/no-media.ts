import type { NetworkMedia } from './network.ts'

/** For work that shows nothing of the library: connecting, refreshing, reading a profile. */
export const noMedia: NetworkMedia = { image: none, imageLink: none, video: none, videoLink: none, cover: none, file: none }

function none(): Promise<never> {
  return Promise.reject(new Error('This work needs nothing of the library.'))
}
