import type { NetworkMedia } from '#networks/network'

import { fileFor } from './file-for.ts'
import { imageFor } from './image-for.ts'
import { imageLink } from './image-link.ts'
import type { MediaNeeds } from './needs.ts'

/** What the library of a workspace gives a network that publishes for it. */
export function mediaForNetwork(needs: MediaNeeds, workspaceId: string): NetworkMedia {
  return {
    image: (image, rules) => imageFor(needs, { workspaceId, image, rules }),
    imageLink: async (image, rules) => imageLink(needs, { workspaceId, image, rules }),
    // The rest follows with the video side of the library.
    video: () => Promise.reject(new Error('No videos yet.')),
    videoLink: () => Promise.reject(new Error('No videos yet.')),
    cover: () => Promise.reject(new Error('No videos yet.')),
    file: (mediaId) => fileFor(needs, { workspaceId, mediaId }),
  }
}
