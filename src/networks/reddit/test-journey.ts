import { same } from '../../../e2e/support/expect.ts'
import { phone, usual } from '../../../e2e/support/looks.ts'
import { onNetwork } from '../../../e2e/support/on-network.ts'
import { sees } from '../../../e2e/support/steps.ts'
import type { Journey } from '../../../e2e/support/world.ts'
import { texts } from './texts.ts'

/** A text for a community that asks for much: its rules are read and shown, one of its flairs is chosen; then corrected, and down again. */
export const journey: Journey = {
  name: 'Reddit: connected, a text under a community’s rules, corrected, taken down',
  looks: { each: [phone], all: [usual, phone] },
  run: async (world) =>
    onNetwork(world, {
      network: 'reddit',
      texts,
      way: 'login',
      writes: [
        {
          text: 'It was roasted twice, which one can smell from the street.',
          settings: async (sheet, words) => {
            const community = sheet.getByRole('textbox', { name: words('setting.subreddit') })
            await community.fill('r/teatalk')
            await sees(sheet.getByText('Argue about tea, never about people.'))
            await sees(sheet.getByText(words('flair-needed')))
            await sheet.getByRole('textbox', { name: words('setting.title') }).fill('[Oolong] Roasted over longan wood')
            await sheet.getByRole('combobox', { name: words('setting.flair') }).selectOption({ label: 'Review' })
          },
          live: ({ visibility, title }) => {
            same(visibility, 'r/TeaTalk', 'it is in the community')
            same(title, '[Oolong] Roasted over longan wood', 'its title is there')
          },
          corrected: 'It was roasted three times, which one can smell from the street.',
          takenDown: true,
        },
      ],
    }),
}
