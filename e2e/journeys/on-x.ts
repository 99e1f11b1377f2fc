import { film } from '#testing/film'

import { texts } from '../../src/networks/x/texts.ts'
import { same } from '../support/expect.ts'
import { usual } from '../support/looks.ts'
import { onNetwork } from '../support/on-network.ts'
import type { Journey } from '../support/world.ts'

/** A video, and down again. */
export const onX: Journey = {
  name: 'X: connected, a video, taken down',
  // Much of it is tried by `tailor` each time.
  looks: { each: [], all: [usual] },
  run: async (world) =>
    onNetwork(world, {
      network: 'x',
      texts,
      way: 'oauth',
      writes: [
        {
          text: 'Steam over the first cup',
          files: [{ name: 'steam.mp4', mimeType: 'video/mp4', bytes: await film({ seconds: 4, width: 540, height: 960, audio: true }) }],
          live: ({ videos }) => same(videos?.length, 1, 'the video is there'),
          takenDown: true,
        },
      ],
    }),
}
