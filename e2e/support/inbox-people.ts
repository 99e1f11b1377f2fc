import { checkScreen } from './check-screen.ts'
import { ownerLogin } from './owner.ts'
import type { StandIns } from './stand-ins.ts'
import { hears, sees, seesNoMore, walkTo } from './steps.ts'
import type { Person, World } from './world.ts'

const there = 'Where is your shop?'

/** The same customer asks on another network. */
export function askElsewhere({ of }: StandIns, profileId: string): void {
  const bluesky = of('bluesky')
  const guest = bluesky.addProfile({ handle: 'kindling', displayName: 'Kin' }).id
  const post = bluesky.act({ kind: 'post', by: profileId, text: 'Open on Sunday' }).id
  bluesky.act({ kind: 'reply', by: guest, post, text: there })
}

/** The card of whoever asked says that they may be the same as somebody; joined by hand, it has both threads, and a note for colleagues. */
export async function knowPerson(world: World, person: Person, before: string): Promise<void> {
  const words = world.texts.people
  const { page } = person
  await walkTo({ page }, '/inbox')
  await page.getByRole('button', { name: world.texts.inbox.lookNow }).first().click()
  await page.getByRole('link', { name: there }).click({ timeout: 150_000 })
  await page.getByRole('group', { name: world.texts.inbox.thread.conversation }).focus()
  await page.keyboard.press('p')
  const card = page.getByRole('dialog', { name: words.card })
  await sees(card.getByText(words.alike.reasons.handle('kindling')))
  await checkScreen(world, person, 'inbox, card of a person')
  await card.getByRole('button', { name: words.alike.joinWith('Kindling') }).press('Enter')
  await hears(person, words.alike.joined)
  await sees(card.getByRole('link', { name: before }))
  await card.getByLabel(words.notes.yours).fill('Comes in on Sundays')
  await card.getByLabel(words.notes.yours).press('Control+Enter')
  await sees(card.getByText('Comes in on Sundays').and(page.locator(':not(textarea)')))
  await checkScreen(world, person, 'inbox, card of a person on two networks')
  await walkTo({ page }, '/people')
  await page.getByLabel(words.find).fill('kind')
  await page.getByRole('link', { name: 'Kindling', exact: true }).click()
  await sees(card.getByText('Comes in on Sundays'))
}

interface Colleague {
  readonly name: string
  readonly login: { readonly email: string; readonly password: string }
}

/** A note calls a colleague by an @ and a part of the name; the colleague is told, and led to it. */
export async function callColleague(world: World, person: Person, { name, login }: Colleague): Promise<void> {
  const words = world.texts.inbox
  const { page } = person
  await walkTo({ page }, '/inbox')
  await page.getByRole('link', { name: there }).click()
  await page.getByRole('group', { name: words.thread.conversation }).focus()
  await page.keyboard.press('n')
  const box = page.getByLabel(words.desk.yourNote)
  await box.pressSequentially(`@${name.slice(0, 2)}`)
  await sees(page.getByRole('option', { name }))
  await checkScreen(world, person, 'inbox, a colleague is called')
  await box.press('Enter')
  await box.pressSequentially('can you?')
  await box.press('Control+Enter')
  await sees(page.getByText(`@${name}`, { exact: true }))
  const other = await world.visit('/', login)
  const { notifications } = world.texts
  await other.page.getByRole('button', { name: new RegExp(`^${notifications.title}`) }).click()
  const told = notifications.sentences['note-mention']({ name: ownerLogin.name })
  await other.page.getByRole('link').filter({ hasText: told }).click()
  await sees(other.page.getByText(`@${name}`, { exact: true }))
}

/** A filter gets a name by key, and is one of the views from then on. */
export async function saveView(world: World, person: Person): Promise<void> {
  const words = world.texts.inbox
  const { page } = person
  await walkTo({ page }, `/inbox?kinds=${encodeURIComponent(JSON.stringify(['comment']))}`)
  await sees(page.getByRole('link', { name: there }))
  await page.keyboard.press('v')
  const dialog = page.getByRole('dialog', { name: words.views.save })
  await dialog.getByLabel(words.views.name).fill('Comments')
  await dialog.getByLabel(words.views.name).press('Enter')
  await seesNoMore(dialog)
  const view = page.getByRole('navigation', { name: words.views.title }).getByRole('link', { name: /Comments/ })
  await sees(view)
  await checkScreen(world, person, 'inbox, a saved view')
  await walkTo({ page }, '/inbox')
  await sees(page.getByRole('link', { name: there }))
  await sees(view)
  await page.keyboard.press('1')
  await page.waitForURL(/kinds=/)
}
