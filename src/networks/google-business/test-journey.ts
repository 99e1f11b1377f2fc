import { testImage } from '#testing/images'

import { same } from '../../../e2e/support/expect.ts'
import { phone, usual } from '../../../e2e/support/looks.ts'
import { onNetwork } from '../../../e2e/support/on-network.ts'
import type { Journey } from '../../../e2e/support/world.ts'
import { texts } from './texts.ts'

/** An event with a button, corrected and taken down. */
export const journey: Journey = {
  name: 'Google Business Profile: connected, an event with a button, corrected, taken down',
  looks: { each: [phone], all: [usual, phone] },
  run: async (world) =>
    onNetwork(world, {
      network: 'google-business',
      texts,
      way: 'oauth',
      writes: [
        {
          text: 'Tea and music by the window',
          files: [{ name: 'room.jpg', mimeType: 'image/jpeg', bytes: await testImage({ width: 1200, height: 900, noise: true }) }],
          settings: async (sheet, words) => {
            await sheet.getByText(words('setting.kind.event'), { exact: true }).click()
            await sheet.getByRole('textbox', { name: words('setting.event_title') }).fill('An evening of tea')
            await sheet.getByLabel(words('setting.event_start'), { exact: true }).fill('2031-01-04T18:00')
            await sheet.getByLabel(words('setting.event_end'), { exact: true }).fill('2031-01-04T21:30')
            await sheet.getByRole('combobox', { name: words('setting.action') }).selectOption('BOOK')
            await sheet.getByRole('textbox', { name: words('setting.action_url') }).fill('https://embertea.example/seats')
          },
          live: ({ kind, title, images, link }) =>
            same(
              [kind, title, images.length, link?.url],
              ['event', 'An evening of tea', 1, 'https://embertea.example/seats'],
              'all of it is there',
            ),
          corrected: 'Tea, cake and music',
          takenDown: true,
        },
      ],
    }),
}
