import type { NetworkMedia } from '#networks/network'

import { fileFor } from './file-for.ts'
import { imageFor } from './image-for.ts'
import { imageLink } from './image-link.ts'
import type { MediaNeeds } from './needs.ts'
import { coverFor } from './video-cover.ts'
import { videoFor } from './video-for.ts'
import { videoLink } from './video-link.ts'

/** What the library of a workspace gives a network that publishes for it. */
export function mediaForNetwork(needs: MediaNeeds, workspaceId: string): NetworkMedia {
  return {
    image: (image, rules) => imageFor(needs, { workspaceId, image, rules }),
    imageLink: async (image, rules) => imageLink(needs, { workspaceId, image, rules }),
    video: (video, rules) => videoFor(needs, { workspaceId, video, rules }),
    videoLink: async (video, rules) => {
      const made = await videoFor(needs, { workspaceId, video, rules })
      return made.ok ? { ok: true, value: videoLink(needs, { workspaceId, video, rules }) } : made
    },
    cover: (video, rules) => coverFor(needs, { workspaceId, video, rules }),
    file: (mediaId) => fileFor(needs, { workspaceId, mediaId }),
  }
}
