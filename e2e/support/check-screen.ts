import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

import { expect } from './expect.ts'
import { sees } from './steps.ts'
import type { Person, World } from './world.ts'

/** The screen stands still, axe finds nothing on it, and it does not scroll sideways. */
export async function checkScreen(world: World, person: Person, name: string): Promise<void> {
  const { page } = person
  await sees(page.locator('h1, h2, [role=dialog]'))
  await page.waitForFunction(() => document.querySelector('[aria-busy=true], .mantine-Skeleton-root') === null)
  await standsStill(page)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await world.show(person, name)
  // What passes is not asked for, nor style sheets and frames of other origins: there are none, and axe's own page for them takes as long again.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'], preload: false })
  const { violations } = await axe.analyze()
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n      ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} — ${failureSummary ?? ''}`).join('\n      ')}`,
  )
  expect(found.length === 0, `axe on "${name}" at ${page.url()}:\n    ${found.join('\n    ')}`)
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(sideways <= 1, `"${name}" is ${sideways} px wider than the window`)
}

/** Until nothing on the page has changed for a while: the calendar lays its cards down first and fills them a moment later. */
async function standsStill(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const over = () => {
          observer.disconnect()
          resolve()
        }
        let quiet = setTimeout(over, 600)
        const observer = new MutationObserver(() => {
          clearTimeout(quiet)
          quiet = setTimeout(over, 600)
        })
        observer.observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
  )
}
