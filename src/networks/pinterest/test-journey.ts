import { testImage } from '#testing/images'

import { same } from '../../../e2e/support/expect.ts'
import { phone, usual } from '../../../e2e/support/looks.ts'
import { onNetwork } from '../../../e2e/support/on-network.ts'
import type { Journey } from '../../../e2e/support/world.ts'
import { texts } from './texts.ts'

/** A picture in a section of one of the account's boards, corrected and taken down. */
export const journey: Journey = {
  name: 'Pinterest: connected, a pin on a board that was chosen, corrected and taken down',
  looks: { each: [phone], all: [usual, phone] },
  run: async (world) =>
    onNetwork(world, {
      network: 'pinterest',
      texts,
      way: 'login',
      writes: [
        {
          text: 'Warm the pot first',
          files: [{ name: 'pot.jpg', mimeType: 'image/jpeg', bytes: await testImage({ width: 800, height: 1200 }) }],
          settings: async (sheet, words) => {
            await sheet
              .getByRole('combobox', { name: new RegExp(`^${words('setting.board')}`) })
              .selectOption({ label: 'Tea at home › Green' })
            await sheet.getByRole('textbox', { name: words('setting.title') }).fill('How to brew')
            await sheet.getByRole('textbox', { name: words('setting.link') }).fill('https://hearth.example/brew')
          },
          live: ({ title, images, kind }) =>
            same([title, images.length, kind], ['How to brew', 1, 'Tea at home › Green'], 'it is where it was to be'),
          corrected: 'Warm the pot first, then the cups',
          takenDown: true,
        },
      ],
    }),
}
