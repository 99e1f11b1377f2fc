import { film } from '#testing/film'

import { same } from '../../../e2e/support/expect.ts'
import { usual } from '../../../e2e/support/looks.ts'
import { onNetwork } from '../../../e2e/support/on-network.ts'
import type { Journey } from '../../../e2e/support/world.ts'
import { texts } from './texts.ts'

/** On a server that somebody names: a video, corrected and taken down. */
export const journey: Journey = {
  name: 'Mastodon: connected on a server, a video corrected and taken down',
  // Much of it is tried by `tailor` each time.
  looks: { each: [], all: [usual] },
  run: async (world) =>
    onNetwork(world, {
      network: 'mastodon',
      texts,
      way: 'oauth',
      writes: [
        {
          text: 'Steam over the frist cup',
          files: [{ name: 'steam.mp4', mimeType: 'video/mp4', bytes: await film({ seconds: 4, width: 540, height: 960, audio: true }) }],
          live: ({ videos }) => same(videos?.length, 1, 'the video is there'),
          corrected: 'Steam over the first cup',
          takenDown: true,
        },
      ],
    }),
}
