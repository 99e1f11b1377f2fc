import { film } from '#testing/film'
import { testImage } from '#testing/images'

import { same } from '../../../e2e/support/expect.ts'
import { phone, usual } from '../../../e2e/support/looks.ts'
import { onNetwork } from '../../../e2e/support/on-network.ts'
import type { Journey } from '../../../e2e/support/world.ts'
import { texts } from './texts.ts'

/** A page among those of one sign-in; a photo that is corrected and taken down, and a reel with its first comment. */
export const journey: Journey = {
  name: 'Facebook: a page connected, a photo corrected and taken down, a reel with its first comment',
  looks: { each: [phone], all: [usual, phone] },
  run: async (world) =>
    onNetwork(world, {
      network: 'facebook',
      texts,
      way: 'login',
      writes: [
        {
          text: 'Fresh bread at svene',
          files: [{ name: 'bread.jpg', mimeType: 'image/jpeg', bytes: await testImage({ width: 1200, height: 900 }) }],
          live: ({ images }) => same(images.length, 1, 'the photo is there'),
          corrected: 'Fresh bread at seven',
          takenDown: true,
        },
        {
          text: 'How we fold the dough',
          files: [{ name: 'dough.mp4', mimeType: 'video/mp4', bytes: await film({ seconds: 4, width: 540, height: 960, audio: true }) }],
          settings: async (sheet, words) => {
            await sheet.getByText(words('setting.kind.reel'), { exact: true }).click()
            await sheet.getByRole('textbox', { name: words('setting.first_comment') }).fill('Recipe on our page')
          },
          live: ({ kind, videos }) => same([kind, videos?.length], ['reel', 1], 'it is a reel'),
        },
      ],
    }),
}
