import { z } from 'zod'

import { checkScreen } from '../support/check-screen.ts'
import { expect, same } from '../support/expect.ts'
import { facebookHouse } from '../support/facebook-house.ts'
import { pairs, phone } from '../support/looks.ts'
import type { Owner } from '../support/owner.ts'
import { escaped, hears, sees, seesNoMore, walkTo } from '../support/steps.ts'
import { ownerAt } from '../support/tea-house.ts'
import { until } from '../support/until.ts'
import type { Journey, Person, World } from '../support/world.ts'

const lesson = 'How we answer'
const asked = 'Is your oolong expensive?'
const [cheap, kind] = ['It is really cheap', 'It is good value']

/** Somebody new reads what they must before they may answer, and their first answer keeps the brand's rules. */
export const training: Journey = {
  name: 'training: a new member reads, confirms and gives a first answer in the brand’s voice',
  looks: { each: [phone], all: pairs },
  run: async (world) => {
    const { owner, facebook, profileId, listen } = await facebookHouse(world)
    await listen()
    const guest = facebook.addProfile({ handle: 'kindling', displayName: 'Kindling' }).id
    const post = facebook.act({ kind: 'post', by: profileId, text: 'New oolong' }).id
    facebook.act({ kind: 'reply', by: guest, post, text: asked })
    const person = await ownerAt(world, '/settings/voice')
    await setRule(world, person)
    await writePost(world, person, owner)
    await publishLesson(world, person)
    const jo = await join(world, owner)
    await mayNotAnswer(world, jo)
    await readAndConfirm(world, jo)
    await answerWell(world, jo)
    const ours = () => facebook.posts({ profileId }).filter(({ replyTo }) => replyTo !== undefined)
    await until('the answer to be there', 60, () => ours().length > 0)
    same(
      ours().map(({ text }) => text),
      [kind],
      'the first answer, in the brand’s voice',
    )
    await walkTo(person, '/settings/training')
    await sees(person.page.getByRole('row', { name: /Jo/ }).getByText(world.texts.training.state.confirmed))
    await checkScreen(world, person, 'training, who has read what')
  },
}

/** A rule that its own examples contradict is not saved; one that they prove is, and says so in the box below. */
async function setRule(world: World, person: Person): Promise<void> {
  const { form, ...words } = world.texts.voice
  const { page } = person
  await checkScreen(world, person, 'brand rules, none')
  await page.getByRole('button', { name: words.starting.open }).click()
  const starting = page.getByRole('dialog', { name: words.starting.title })
  await sees(starting.getByRole('checkbox').first())
  await checkScreen(world, person, 'brand rules, starting set')
  await page.keyboard.press('Escape')
  await seesNoMore(starting)
  await page.getByRole('button', { name: words.add }).click()
  const dialog = page.getByRole('dialog', { name: form.add })
  await dialog.getByLabel(form.name, { exact: true }).fill('Worth its price')
  await dialog.getByLabel(form.words, { exact: true }).fill('cheap')
  await dialog.getByRole('radio', { name: words.severity.block }).click()
  await dialog.getByLabel(form.advice).fill('Say “good value”.')
  await dialog.getByLabel(form.finds).fill('Such a cheap tea')
  await dialog.getByLabel(form.passes).fill('Cheap tea')
  await sees(dialog.getByText(form.wrongPasses('Cheap tea')))
  await checkScreen(world, person, 'brand rules, an example that fails')
  await dialog.getByLabel(form.passes).fill('Cheaply made')
  await dialog.getByRole('button', { name: form.save }).click()
  await seesNoMore(dialog)
  await page.getByLabel(words.try.text).fill(cheap)
  await sees(page.getByText('Say “good value”.'))
  await checkScreen(world, person, 'brand rules')
}

/** While one writes: the place is marked, a word is replaced with one click, what blocks switches the button off, and what warns asks for the proof. */
async function writePost(world: World, person: Person, owner: Owner): Promise<void> {
  const { found, confirm } = world.texts.voice
  const { page } = person
  const rule = { severity: 'advise', where: ['posts'], reason: '', advice: '', examples: { finds: [], passes: [] } }
  const cups = { kind: 'preferred', pairs: [{ word: 'mug', say: 'cup' }] }
  await owner.call('POST', `/brands/${owner.brandId}/rules`, { ...rule, name: 'Cups', check: cups })
  const claim = { kind: 'claim', words: ['100%'] }
  await owner.call('POST', `/brands/${owner.brandId}/rules`, { ...rule, severity: 'warn', name: 'Claims', check: claim })
  await walkTo(person, '/calendar?write=new')
  const sheet = page.getByRole('dialog')
  const text = sheet.getByRole('textbox', { name: world.texts.composer.text, exact: true })
  const act = sheet.locator('footer').getByRole('button').last()
  await text.fill('A cheap mug, 100% warm')
  await sees(sheet.getByRole('region', { name: found.title }).getByText('Say “good value”.'))
  expect(await act.isDisabled(), 'what a rule blocks cannot be scheduled')
  await checkScreen(world, person, 'composer, against a rule')
  await text.fill('A fine mug, 100% warm')
  await sheet.getByRole('button', { name: found.use('cup') }).click()
  await until('the word to be replaced', 10, async () => (await text.inputValue()) === 'A fine cup, 100% warm')
  await act.click()
  const dialog = page.getByRole('dialog', { name: confirm.title })
  await dialog.getByLabel(confirm.note).fill('Measured on 2 November')
  await checkScreen(world, person, 'composer, to be confirmed')
  await dialog.getByRole('button', { name: confirm.send }).click()
  await seesNoMore(text)
}

async function publishLesson(world: World, person: Person): Promise<void> {
  const { form, rights } = world.texts.training
  const { roles } = world.texts.teams
  const { page } = person
  await walkTo(person, '/settings/training')
  await page.getByRole('button', { name: form.add }).click()
  const dialog = page.getByRole('dialog', { name: form.add })
  await dialog.getByLabel(form.title, { exact: true }).fill(lesson)
  await dialog
    .getByLabel(form.body, { exact: true })
    .fill('# Warm and short\n\n- Say **sorry** first\n- <script>alert(1)</script> is only text\n')
  await dialog.getByRole('checkbox', { name: roles.agent, exact: true }).click()
  await dialog.getByRole('checkbox', { name: rights['inbox.work'], exact: true }).click()
  await checkScreen(world, person, 'training, a new document')
  await dialog.getByRole('button', { name: form.publish }).click()
  await seesNoMore(dialog)
  await sees(page.getByRole('link', { name: world.texts.training.open(lesson) }))
}

async function join(world: World, owner: Owner): Promise<Person> {
  const { teams, training: words } = world.texts
  const { link = '' } = await owner.call<{ link?: string }>('POST', '/invitations', { email: 'jo@ember.example', role: 'agent' })
  const person = await world.visit(new URL(link).pathname)
  const { page } = person
  await page.getByLabel(teams.name, { exact: true }).fill('Jo')
  await page.getByRole('textbox', { name: teams.password, exact: true }).fill('a-second-kettle-31')
  await page.getByRole('button', { name: teams.joinNow, exact: true }).click()
  await sees(page.getByRole('link', { name: words.open(lesson) }))
  await sees(page.getByRole('heading', { name: words.lists.member }))
  await page.getByRole('checkbox', { name: words.lists.items.profile }).click()
  await sees(page.getByText(words.lists.progress('1', '6')))
  await checkScreen(world, person, 'today, first days')
  return person
}

/** Neither on the page nor by a program. */
async function mayNotAnswer(world: World, person: Person): Promise<void> {
  const { desk } = world.texts.inbox
  const { page } = person
  await walkTo(person, '/inbox')
  await page.getByRole('link', { name: new RegExp(escaped(asked)) }).click({ timeout: 60_000 })
  await page.getByLabel(desk.answerTo('Kindling')).fill(kind)
  await sees(page.getByText(world.texts.training.beforeAnswering))
  expect(await page.getByRole('button', { name: desk.send, exact: true }).isDisabled(), 'the answer cannot be sent')
  await checkScreen(world, person, 'inbox, something to read first')
  const threadId = new URL(page.url()).searchParams.get('thread') ?? ''
  const thread = z
    .object({ items: z.array(z.object({ id: z.string() })) })
    .parse(await (await page.request.get(`/api/v1/inbox/threads/${threadId}`)).json())
  const origin = new URL(page.url()).origin
  const answer = await page.request.post(`/api/v1/inbox/messages/${thread.items[0]?.id}/answers`, {
    data: { text: kind },
    headers: { origin },
  })
  const refusal = z.object({ code: z.string() }).parse(await answer.json())
  same(`${answer.status()} ${refusal.code}`, '403 READ_FIRST', 'the API refuses it too')
}

async function readAndConfirm(world: World, person: Person): Promise<void> {
  const { document: words } = world.texts.training
  const { page } = person
  await page.getByRole('link', { name: lesson }).click()
  await sees(page.getByRole('heading', { name: 'Warm and short' }))
  await sees(page.getByText('<script>alert(1)</script> is only text'))
  await checkScreen(world, person, 'training, a document')
  await page.getByRole('button', { name: words.confirm }).click()
  await hears(person, words.done)
}

/** What a rule blocks cannot be sent; changed, it can. */
async function answerWell(world: World, person: Person): Promise<void> {
  const { desk } = world.texts.inbox
  const { page } = person
  await walkTo(person, '/inbox')
  await page.getByRole('link', { name: new RegExp(escaped(asked)) }).click({ timeout: 60_000 })
  const box = page.getByLabel(desk.answerTo('Kindling'))
  await box.fill(cheap)
  await sees(page.getByText('Say “good value”.'))
  expect(await page.getByRole('button', { name: desk.send, exact: true }).isDisabled(), 'what a rule blocks cannot be sent')
  await checkScreen(world, person, 'inbox, against a rule')
  await box.fill(kind)
  await page.getByRole('button', { name: desk.send, exact: true }).click()
}
