import type { BrowserContext, Page } from 'playwright-core'

import { expect, same } from '../support/expect.ts'
import { canary, type HostileHouse, openHostileHouse } from '../support/hostile-words.ts'
import { openStandIns } from '../support/stand-ins.ts'
import { sees, walkTo } from '../support/steps.ts'
import { ownerAt } from '../support/tea-house.ts'
import { until } from '../support/until.ts'
import type { Journey, Person, World } from '../support/world.ts'

/** Scripts in every text that people and strangers can write: each is shown somewhere, as the words that it is, and none runs. */
export const hostileWords: Journey = {
  name: 'hostile words: what anybody writes is shown as text, and nothing of it runs',
  run: async (world) => {
    const networks = world.using(await openStandIns(['bluesky']))
    const { url } = await world.start({ ...networks.settings })
    const house = await openHostileHouse(url, networks)
    const person = await ownerAt(world, '/settings/about')
    await listen(person.context)
    await person.page.goto('/')
    const seen: string[] = []
    for (const path of insideOf(house)) {
      await walkTo(person, path)
      seen.push(await look(person.page, path))
    }
    seen.push(await openCards(world, person, house))
    for (const path of ['/api/docs', house.invitationPath, house.sharedPath]) {
      await person.page.goto(path)
      seen.push(await look(person.page, path))
    }
    const shown = seen.join('\n')
    same(
      house.marks.filter((mark) => !shown.includes(`onerror=${canary}()>${mark}`) && !shown.includes(`javascript:${canary}()">${mark}`)),
      [],
      'every text is shown somewhere as it was written',
    )
  },
}

/** Every screen on which one of the texts stands. */
function insideOf(house: HostileHouse): readonly string[] {
  const { livePostId, plannedPostId, accountId, campaignId, labelId, linkId, siteId, reportId, runId, threadId, personId, documentId } =
    house
  return [
    '/',
    '/calendar?view=week',
    '/calendar?view=list',
    '/calendar/evergreen',
    `/posts/${livePostId}`,
    `/posts/${plannedPostId}`,
    `/calendar?write=${plannedPostId}`,
    '/library',
    `/inbox?thread=${threadId}`,
    `/inbox?thread=${threadId}&person=${personId}`,
    '/people',
    '/analytics',
    '/analytics/posts',
    `/analytics/of/campaign/${campaignId}`,
    `/analytics/of/label/${labelId}`,
    '/analytics/reports',
    `/analytics/reports/${reportId}`,
    `/analytics/reports/runs/${runId}`,
    '/links',
    `/links?link=${linkId}`,
    '/links/conversions',
    `/links/conversions/sites/${siteId}`,
    '/links/return',
    '/crisis',
    '/crisis/playbook',
    '/settings/person-fields',
    `/settings/accounts/${accountId}`,
    '/settings/members',
    '/settings/brand',
    '/settings/campaigns',
    '/settings/links',
    '/settings/saved-answers',
    '/settings/rules',
    '/settings/playbooks',
    '/settings/workspace',
    '/settings/profile',
    '/settings/api-keys',
    '/settings/audit',
    '/settings/training',
    `/settings/training/${documentId}`,
  ]
}

/** What is read only once it is opened: a picture, a person, a saved answer, a playbook. */
async function openCards({ texts }: World, person: Person, { personId, imageId }: HostileHouse): Promise<string> {
  const { page } = person
  const seen: string[] = []
  for (const [path, mark] of [
    [`/library?item=${imageId}`, 'holder'],
    [`/people?person=${personId}`, 'personnote'],
  ] as const) {
    await walkTo(person, path)
    await until(`${mark} to be shown`, 15, async () => (await look(page, path)).includes(`>${mark}`))
    seen.push(await look(page, path))
  }
  for (const [path, words] of [
    ['/settings/saved-answers', texts.saved.change],
    ['/settings/playbooks', texts.playbooks.change],
  ] as const) {
    await walkTo(person, path)
    await page
      .getByRole('button', { name: new RegExp(`^${words}`) })
      .first()
      .click()
    await sees(page.getByRole('dialog').getByRole('textbox'))
    seen.push(await look(page, path))
  }
  return seen.join('\n')
}

/** Before anything of a page runs: what calls the canary, and what the policy had to stop, is written down. */
async function listen(context: BrowserContext): Promise<void> {
  await context.addInitScript((name) => {
    const heard: string[] = []
    Object.assign(globalThis, { heard, [name]: () => heard.push('a script ran') })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample, blockedURI }) => {
      if (effectiveDirective.startsWith('script')) heard.push(`the policy stopped ${effectiveDirective} ${blockedURI} ${sample}`)
    })
  }, canary)
}

/** Nothing ran here, nothing was on its way to; answers every text on the screen, those in fields and names for screen readers too. */
async function look(page: Page, path: string): Promise<string> {
  await page.locator('h1, h2, [role=dialog]').first().waitFor({ state: 'visible' })
  await page.waitForFunction(() => document.querySelector('[aria-busy=true], .mantine-Skeleton-root') === null)
  const { heard, made, text } = await page.evaluate((name) => {
    const all = [...document.querySelectorAll('*')]
    const attributes = all.flatMap((element) => [...element.attributes])
    return {
      heard: [Reflect.get(globalThis, 'heard')].flat().map(String),
      made: attributes
        .filter(
          ({ name: attribute, value }) =>
            attribute.startsWith('on') || /^\s*javascript:/i.test(value) || (attribute === 'src' && value === 'x'),
        )
        .map(({ name: attribute, value }) => `${attribute}=${value}`)
        .concat([...document.scripts].filter(({ textContent }) => textContent.includes(`${name}()`)).map(() => 'a script')),
      text: [
        document.body.innerText,
        ...all.flatMap((element) => (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? [element.value] : [])),
        ...attributes.filter(({ name: attribute }) => /^(aria-label|title|alt|placeholder)$/.test(attribute)).map(({ value }) => value),
      ].join('\n'),
    }
  }, canary)
  expect(heard.length === 0, `${path}: ${heard.join(', ')}`)
  expect(made.length === 0, `${path} has markup out of a text: ${made.join(', ')}`)
  return text
}
