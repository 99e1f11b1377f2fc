import { film } from '#testing/film'

import { same } from '../../../e2e/support/expect.ts'
import { onNetwork } from '../../../e2e/support/on-network.ts'
import type { Journey } from '../../../e2e/support/world.ts'
import { texts } from './texts.ts'

/** A short with its title, corrected and taken down. */
export const journey: Journey = {
  name: 'YouTube: a channel connected, a short with its title, corrected and taken down',
  run: async (world) =>
    onNetwork(world, {
      network: 'youtube',
      texts,
      way: 'oauth',
      writes: [
        {
          text: 'Three minutes, not one more',
          files: [{ name: 'steep.mp4', mimeType: 'video/mp4', bytes: await film({ seconds: 4, width: 540, height: 960, audio: true }) }],
          settings: async (sheet, words) => {
            await sheet.getByText(words('setting.kind.short'), { exact: true }).click()
            await sheet.getByRole('textbox', { name: words('setting.title') }).fill('How long to steep')
          },
          live: ({ title, videos }) => same([title, videos?.length], ['How long to steep', 1], 'the video has its title'),
          corrected: 'Three minutes, and not one more',
          takenDown: true,
        },
      ],
    }),
}
