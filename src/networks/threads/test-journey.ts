import { testImage } from '#testing/images'

import { same } from '../../../e2e/support/expect.ts'
import { phone, usual } from '../../../e2e/support/looks.ts'
import { onNetwork } from '../../../e2e/support/on-network.ts'
import type { Journey } from '../../../e2e/support/world.ts'
import { texts } from './texts.ts'

/** A picture under a topic, and down again. */
export const journey: Journey = {
  name: 'Threads: connected, a picture under a topic, taken down',
  looks: { each: [phone], all: [usual, phone] },
  run: async (world) =>
    onNetwork(world, {
      network: 'threads',
      texts,
      way: 'login',
      writes: [
        {
          text: 'The kettle is on',
          files: [{ name: 'kettle.jpg', mimeType: 'image/jpeg', bytes: await testImage({ width: 1200, height: 900 }) }],
          settings: async (sheet, words) => sheet.getByRole('textbox', { name: words('setting.topic_tag') }).fill('Tea'),
          live: ({ images }) => same(images.length, 1, 'the picture is there'),
          takenDown: true,
        },
      ],
    }),
}
