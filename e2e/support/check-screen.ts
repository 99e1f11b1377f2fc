import axe, { type Result, type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

import { expect } from './expect.ts'
import { sees } from './steps.ts'
import type { Person, World } from './world.ts'

/** The screen stands still, axe finds nothing on it, and it does not scroll sideways. */
export async function checkScreen(world: World, person: Person, name: string): Promise<void> {
  const { page } = person
  await sees(page.locator('h1, h2, [role=dialog]'))
  await page.waitForFunction(() => document.querySelector('[aria-busy=true], .mantine-Skeleton-root') === null)
  await hasArrived(page)
  const first = await axeOn(page)
  const violations = first.some(({ id }) => id === 'page-has-heading-one') ? await axeOnceMore(page) : first
  await world.show(person, name)
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n      ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} — ${failureSummary ?? ''}`).join('\n      ')}`,
  )
  expect(found.length === 0, `axe on "${name}" at ${page.url()}:\n    ${found.join('\n    ')}`)
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(sideways <= 1, `"${name}" is ${sideways} px wider than the window`)
}

/** A part of a screen whose code is on its way may take the heading away for a moment. */
async function axeOnceMore(page: Page): Promise<readonly Result[]> {
  await hasArrived(page)
  return axeOn(page)
}

async function hasArrived(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await standsStill(page)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

/**
 * What axe finds. It is sent to a page once, not at every question as its own package for browsers does: that takes longer than the question.
 * What passes is not asked for, nor style sheets of other origins: there are none.
 */
async function axeOn(page: Page): Promise<readonly Result[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(async (options) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was sent above
    const { axe: there } = globalThis as unknown as { axe: AxePlugin }
    return (await there.run(document, options)).violations
  }, asked)
}

type AxePlugin = Pick<typeof axe, 'run'>

const asked = { resultTypes: ['violations'], preload: false } satisfies RunOptions

/** Until nothing on the page has changed for a while: the calendar lays its cards down first and fills them a moment later. */
async function standsStill(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const over = () => {
          observer.disconnect()
          resolve()
        }
        let quiet = setTimeout(over, 400)
        const observer = new MutationObserver(() => {
          clearTimeout(quiet)
          quiet = setTimeout(over, 400)
        })
        observer.observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
  )
}
