import { checkScreen } from '../support/check-screen.ts'
import { same } from '../support/expect.ts'
import { facebookHouse } from '../support/facebook-house.ts'
import { pairs, usual } from '../support/looks.ts'
import type { Owner } from '../support/owner.ts'
import { escaped, sees, seesNoMore, walkTo } from '../support/steps.ts'
import { ownerAt } from '../support/tea-house.ts'
import { until } from '../support/until.ts'
import type { Journey, Person, World } from '../support/world.ts'

const broken = 'The teapot arrived broken and nobody answers me. Terrible service!'
const address = '12 Harbour Road, thank you'
const asks = 'We are sorry. Where may we send a new one?'
const forAll = 'We have written to you.'
const promises = 'It leaves today.'

/** Somebody complains in public; the team goes on in private and is done with it before the deadline. */
export const complaint: Journey = {
  name: 'complaint: from public to private to done, within its deadline',
  looks: { each: [usual], all: pairs },
  run: async (world) => {
    const { owner, facebook, profileId, listen } = await facebookHouse(world)
    await listen()
    const guest = facebook.addProfile({ handle: 'kindling', displayName: 'Kindling' }).id
    await aimAt(owner)
    const post = facebook.act({ kind: 'post', by: profileId, text: 'New teapots' }).id
    facebook.act({ kind: 'reply', by: guest, post, text: broken })
    const person = await ownerAt(world, '/inbox')
    await goPrivate(world, person)
    const said = () => facebook.messages(profileId).map(({ text }) => text)
    await until('the private message to be there', 60, () => said().includes(asks))
    facebook.act({ kind: 'message', by: guest, to: profileId, text: address })
    await goOn(world, person)
    await until('the last word to be there', 60, () => said().includes(promises))
    same(
      said()
        .filter((text) => text !== address)
        .toSorted(),
      [asks, promises].toSorted(),
      'each private word once',
    )
    const underPost = facebook.posts({ profileId }).filter(({ replyTo }) => replyTo !== undefined)
    same(
      underPost.map(({ text }) => text),
      [forAll],
      'the line for everyone, once',
    )
    await inTime(world, person)
  },
}

/** Complaints are to be answered within an hour and resolved within four. */
async function aimAt(owner: Owner): Promise<void> {
  const target = { meaning: 'complaint', answerMinutes: 60, resolutionMinutes: 240, counts: 'all' }
  const care = { week: [], holidays: [], targets: [target], warnings: [], assigning: { how: 'by-hand' } }
  await owner.call('PUT', '/inbox/care', { brandId: owner.brandId, care })
}

/** What is due says so; the dialog sends a message that only they read, and a line for everyone. */
async function goPrivate(world: World, person: Person): Promise<void> {
  const { privately: words, thread, due, meaning, meanings } = world.texts.inbox
  const { page } = person
  const row = page.getByRole('link', { name: new RegExp(escaped(broken)) })
  await sees(row, 60)
  await sees(row.getByText(new RegExp(escaped(due.answer.left('').trim()))))
  await row.click()
  await sees(page.getByRole('button', { name: meaning.why(meanings.complaint) }))
  await page.getByRole('button', { name: thread.goPrivate }).first().click()
  const dialog = page.getByRole('dialog', { name: words.title('Kindling') })
  await dialog.getByLabel(words.text('Kindling')).fill(asks)
  await dialog.getByLabel(words.note).fill(forAll)
  await checkScreen(world, person, 'inbox, going private')
  await dialog.getByRole('button', { name: words.send }).click()
  await seesNoMore(dialog)
  await sees(page.getByRole('link', { name: words.wentOn }), 60)
  await checkScreen(world, person, 'inbox, went private')
}

/** Their answer opens the private thread, which leads back to where it began; ours finishes it. */
async function goOn(world: World, person: Person): Promise<void> {
  const { privately: words, desk, thread, empty } = world.texts.inbox
  const { page } = person
  await walkTo(person, '/inbox')
  await page.getByRole('link', { name: new RegExp(escaped(address)) }).click({ timeout: 60_000 })
  await sees(page.getByRole('group', { name: thread.conversation }).getByText(asks))
  await sees(page.getByRole('link', { name: words.cameFrom }))
  await checkScreen(world, person, 'inbox, in private')
  await page.getByLabel(desk.answerTo('Kindling')).fill(promises)
  await page.getByRole('button', { name: desk.send, exact: true }).click()
  await sees(page.getByRole('group', { name: thread.conversation }).getByText(promises), 60)
  await walkTo(person, '/inbox')
  await sees(page.getByText(empty.open), 60)
}

async function inTime(world: World, person: Person): Promise<void> {
  const words = world.texts.measures
  const { page } = person
  await walkTo(person, '/inbox/measures?counts=all')
  for (const figure of [words.figures.answersInTime, words.figures.resolutionsInTime])
    await sees(page.locator('dl > div').filter({ hasText: figure }).getByText('100%', { exact: true }))
}
