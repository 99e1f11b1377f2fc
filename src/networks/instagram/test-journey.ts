import { film } from '#testing/film'

import { same } from '../../../e2e/support/expect.ts'
import { onNetwork } from '../../../e2e/support/on-network.ts'
import type { Journey } from '../../../e2e/support/world.ts'
import { texts } from './texts.ts'

/** A reel with its first comment, and a story. */
export const journey: Journey = {
  name: 'Instagram: connected, a reel with its first comment, a story',
  run: async (world) => {
    const bytes = await film({ seconds: 4, width: 540, height: 960, audio: true })
    const files = [{ name: 'tea.mp4', mimeType: 'video/mp4', bytes }]
    await onNetwork(world, {
      network: 'instagram',
      texts,
      way: 'login',
      writes: [
        {
          text: 'How we roll oolong',
          files,
          settings: async (sheet, words) => {
            await sheet.getByText(words('setting.kind.reel'), { exact: true }).click()
            await sheet.getByRole('textbox', { name: words('setting.first_comment') }).fill('#oolong')
          },
          live: ({ kind, videos }) => same([kind, videos?.length], ['reel', 1], 'it is a reel'),
        },
      ],
    })
  },
}
