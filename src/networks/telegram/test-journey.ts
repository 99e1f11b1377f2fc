import { testImage } from '#testing/images'

import { same } from '../../../e2e/support/expect.ts'
import { phone, usual } from '../../../e2e/support/looks.ts'
import { onNetwork } from '../../../e2e/support/on-network.ts'
import type { Journey } from '../../../e2e/support/world.ts'
import { texts } from './texts.ts'

/** A picture pinned in a channel, its caption corrected, and down again. */
export const journey: Journey = {
  name: 'Telegram: connected by a bot, a pinned picture, corrected, taken down',
  looks: { each: [phone], all: [usual, phone] },
  run: async (world) =>
    onNetwork(world, {
      network: 'telegram',
      texts,
      way: 'bot',
      wrongly: { fields: { token: `110201543:${'a'.repeat(35)}` }, because: 'token-wrong' },
      writes: [
        {
          text: 'The kettle is on #tea',
          files: [{ name: 'kettle.jpg', mimeType: 'image/jpeg', bytes: await testImage({ width: 1200, height: 900 }) }],
          settings: async (sheet, words) => sheet.getByRole('checkbox', { name: words('setting.pin') }).check(),
          live: ({ images }) => same(images.length, 1, 'the picture is there'),
          corrected: 'The kettle was on #tea',
          takenDown: true,
        },
      ],
    }),
}
