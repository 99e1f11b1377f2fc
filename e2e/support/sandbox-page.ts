import type { Locator } from 'playwright-core'

import { texts } from '../../src/sandbox/page-texts.ts'
import { sees } from './steps.ts'
import type { Person, World } from './world.ts'

/** Follows a link out of Hearth to a network of the demo, which opens in a tab of its own. */
export async function follow({ context, watch }: Person, link: Locator): Promise<Person> {
  const [opened] = await Promise.all([context.waitForEvent('page'), link.click()])
  await sees(opened.getByRole('article'))
  return { page: opened, context, watch }
}

/** The posts on a network’s own page that say this. */
export async function postsSaying({ page }: Person, { network, words }: { network: string; words: string }): Promise<Locator> {
  await page.goto(`/sandbox/?network=${network}`, { waitUntil: 'domcontentloaded' })
  await sees(page.getByRole('article'))
  return page.getByRole('article').filter({ hasText: words })
}

/** As a customer, on the page of a post: says something under it. */
export async function answerThere({ look }: World, { page }: Person, { post, answer }: { post: Locator; answer: string }): Promise<void> {
  const words = texts[look.language]
  await post.getByRole('link', { name: words.replies }).click()
  await page.getByText(words.reply, { exact: true }).first().click()
  await page.getByLabel(words.replyText).first().fill(answer)
  await page.getByRole('button', { name: words.reply, exact: true }).first().click()
  await sees(page.getByRole('article').filter({ hasText: answer }))
}
