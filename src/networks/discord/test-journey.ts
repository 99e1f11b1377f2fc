import { testImage } from '#testing/images'

import { same } from '../../../e2e/support/expect.ts'
import { phone, usual } from '../../../e2e/support/looks.ts'
import { onNetwork } from '../../../e2e/support/on-network.ts'
import type { Journey } from '../../../e2e/support/world.ts'
import { texts } from './texts.ts'

/** A bot’s message with a picture, corrected and taken down. */
export const journey: Journey = {
  name: 'Discord: connected with a bot, a picture under a spoiler, corrected, taken down',
  looks: { each: [phone], all: [usual, phone] },
  run: async (world) =>
    onNetwork(world, {
      network: 'discord',
      texts,
      way: 'bot',
      wrongly: { fields: { token: 'the client secret' }, because: 'token-not-one' },
      writes: [
        {
          text: 'The kettle is on',
          files: [{ name: 'kettle.jpg', mimeType: 'image/jpeg', bytes: await testImage({ width: 1200, height: 900 }) }],
          settings: async (sheet, words) => sheet.getByRole('checkbox', { name: words('setting.spoiler') }).check(),
          live: ({ images }) => same(images.length, 1, 'the picture is there'),
          corrected: 'The kettle is on again',
          takenDown: true,
        },
      ],
    }),
}
