import { film } from '#testing/film'

import { same } from '../../../e2e/support/expect.ts'
import { onNetwork } from '../../../e2e/support/on-network.ts'
import type { Journey } from '../../../e2e/support/world.ts'
import { texts } from './texts.ts'

/** A video whose audience somebody has to choose, with the consent the network asks for. */
export const journey: Journey = {
  name: 'TikTok: connected, a video with its audience and consent chosen',
  run: async (world) =>
    onNetwork(world, {
      network: 'tiktok',
      texts,
      way: 'login',
      writes: [
        {
          text: 'Steam over the first cup',
          files: [{ name: 'steam.mp4', mimeType: 'video/mp4', bytes: await film({ seconds: 4, width: 540, height: 960, audio: true }) }],
          settings: async (sheet, words) => {
            await sheet.getByRole('combobox', { name: words('setting.privacy') }).selectOption({ index: 1 })
            await sheet.getByRole('checkbox', { name: words('setting.music_consent') }).check()
          },
          live: ({ videos }) => same(videos?.length, 1, 'the video is there'),
        },
      ],
    }),
}
