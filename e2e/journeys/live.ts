import { colleague } from '../support/colleague.ts'
import { connectBluesky, createPost, setUpOwner } from '../support/owner.ts'
import { sees, seesNoMore } from '../support/steps.ts'
import { until } from '../support/until.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

const zone = 'Asia/Taipei'

/** What others do is on the screen without a reload. */
export const live: Journey = {
  name: 'live: a colleague’s post and a notice appear by themselves',
  run: async (world) => {
    const { url } = await world.start()
    const owner = await setUpOwner(url, { timeZone: zone })
    const account = await world.account()
    const { id } = await connectBluesky(owner, { ...account, password: account.appPassword, server: world.bluesky.pds })
    const tomorrow = Temporal.Now.plainDateISO(zone).add({ days: 1 }).toString()
    const person = await world.visit(`/calendar?view=week&date=${tomorrow}`, asOwner)
    await person.page.evaluate(() => document.body.setAttribute('data-same-page', ''))
    await sees(person.page.getByRole('button', { name: world.texts.notifications.open(0), exact: true }))
    await createPost(owner, { texts: ['Made elsewhere'], accountIds: [id], when: { kind: 'at', local: `${tomorrow}T10:00` } })
    await sees(person.page.getByText('Made elsewhere'))
    await colleague(owner, url, { email: 'mei@ember.example', name: 'Mei' })
    await colleague(owner, url, { email: 'jo@ember.example', name: 'Jo' })
    await readNotices(world, person)
    await sees(person.page.locator('body[data-same-page]'), 1)
  },
}

/** The bell counts up, down by one when a notice is opened, and to nothing when all are read. */
async function readNotices(world: World, { page }: Person): Promise<void> {
  const words = world.texts.notifications
  const bell = (unread: number) => page.getByRole('button', { name: words.open(unread), exact: true })
  await sees(bell(2))
  await bell(2).click()
  const mei = page.getByRole('link').filter({ hasText: words.sentences['member-joined']({ name: 'Mei' }) })
  await sees(mei.getByText(words.unread))
  await mei.click()
  await sees(bell(1))
  await until('the list to close', 10, async () => (await mei.count()) === 0)
  await bell(1).click()
  await page.getByRole('button', { name: words.markAllRead }).click()
  await sees(bell(0))
  await seesNoMore(page.getByText(words.unread, { exact: true }))
}
