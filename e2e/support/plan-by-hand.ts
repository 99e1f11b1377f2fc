import type { Locator } from 'playwright-core'

import { formatIn } from '../../src/web/language/format.ts'
import { sees } from './steps.ts'
import type { Person, World } from './world.ts'

/** Picks a day and types a time in the fields of the composer or of the dialog that moves a post. */
export async function pickTime({ look, texts }: World, { page }: Person, at: Temporal.PlainDateTime): Promise<void> {
  const words = texts.time
  const day = page.getByRole('button', {
    name: formatIn(look.language, 'UTC').longDate(`${at.toPlainDate().toString()}T00:00:00Z`),
    exact: true,
  })
  // The month on screen is that of a time soon, so the wanted day is there or on the next leaf.
  const next = page.getByRole('button', { name: words.nextMonth })
  await sees(next)
  if ((await day.count()) === 0) await next.click()
  await day.click()
  await page.getByRole('textbox', { name: words.time, exact: true }).fill(at.toPlainTime().toString({ smallestUnit: 'minute' }))
}

/** Takes a card at its middle and lets it go at the same height under another column’s head. */
export async function dragUnder({ page }: Person, card: Locator, column: Locator): Promise<void> {
  await standsStill(card.first())
  await card.first().hover()
  const from = await card.first().boundingBox()
  const to = await column.first().boundingBox()
  if (!from || !to) throw new Error('The card or the day to drag it to is not on the screen')
  const height = from.y + from.height / 2
  await page.mouse.move(from.x + from.width / 2, height)
  await page.mouse.down()
  await page.mouse.move(to.x + to.width / 2, height, { steps: 12 })
  await page.mouse.up()
}

/** Waits until the grid has scrolled to the morning: the card has been at one place for a dozen frames. */
async function standsStill(card: Locator): Promise<void> {
  await card.evaluate(async (element) => {
    let [before, same] = ['', 0]
    for (let frame = 0; frame < 600 && same < 12; frame += 1) {
      await new Promise(requestAnimationFrame)
      const { x, y } = element.getBoundingClientRect()
      same = `${x} ${y}` === before ? same + 1 : 0
      before = `${x} ${y}`
    }
  })
}
