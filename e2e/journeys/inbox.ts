import type { StandInPost } from '../../src/networks/stand-in.ts'
import { checkScreen } from '../support/check-screen.ts'
import { colleague, colleaguePassword } from '../support/colleague.ts'
import { same } from '../support/expect.ts'
import { askElsewhere, callColleague, knowPerson, saveView } from '../support/inbox-people.ts'
import { followPlaybook } from '../support/inbox-playbook.ts'
import { tryRule } from '../support/inbox-rule.ts'
import { pairs, usual } from '../support/looks.ts'
import { type Owner, ownerLogin, setUpOwner } from '../support/owner.ts'
import { openStandIns } from '../support/stand-ins.ts'
import { escaped, hears, sees, seesNoMore, walkTo } from '../support/steps.ts'
import { ownerAt } from '../support/tea-house.ts'
import { until } from '../support/until.ts'
import type { Journey, Person, World } from '../support/world.ts'

const question = 'Is the oolong back?'
const more = 'And do you ship it?'
const june = { name: 'June', email: 'june@tea.example' }
const saved = { name: 'Back again', shortcut: 'back', text: 'Hello {{name|there}}, {{brand}} has it since this morning.' }
const filled = 'Hello Kindling, Ember Tea House has it since this morning.'

/** What a customer asks under a post, answered by one of two colleagues, and taken up again when the customer goes on. */
export const inbox: Journey = {
  name: 'inbox: a comment arrives, is shared out, answered once, and opens again',
  looks: { each: [usual], all: pairs },
  run: async (world) => {
    const standIns = world.using(await openStandIns(['bluesky', 'mastodon']))
    const mastodon = standIns.of('mastodon')
    const guest = mastodon.addProfile({ handle: 'kindling', displayName: 'Kindling' }).id
    const { url } = await world.start({ ...standIns.settings })
    const owner = await setUpOwner(url, { language: world.look.language })
    const second = await colleague(owner, url, { email: june.email, name: june.name })
    await second.call('PATCH', '/me', { language: world.look.language })
    const connected = await standIns.connect(owner, 'embertea')
    const { profileId = '' } = connected.get('mastodon') ?? {}
    const post = mastodon.act({ kind: 'post', by: profileId, text: 'Spring teas are here' }).id
    mastodon.act({ kind: 'reply', by: guest, post, text: question })
    const person = await ownerAt(world, '/settings/saved-answers')
    await keepAnswer(world, person)
    await walkTo(person, '/settings/deadlines')
    await setTargets(world, person)
    await walkTo(person, '/inbox')
    await arrive(world, person)
    await correct(world, person)
    await shareOut(world, person)
    await answer(world, person)
    const answers = () => mastodon.posts({ profileId }).filter(({ replyTo }) => replyTo !== undefined)
    const [first] = await until('the answer to be there', 60, async () => (answers().length > 0 ? answers() : undefined))
    same(first?.text, `@kindling ${filled}`, 'the answer is there, to whom it is for')
    await goOn(world, { person, second, write: () => mastodon.act({ kind: 'reply', by: guest, post: first?.id ?? '', text: more }) })
    await seeOneAnother(world, person)
    await collide(world, { person, owner, second, answers })
    await repeat(world, { person, answers })
    await measure(world, person)
    await tryRule(world, { person, write: (text) => mastodon.act({ kind: 'reply', by: guest, post, text }) })
    await followPlaybook(world, { person, saved: { name: saved.name, filled } })
    askElsewhere(standIns, connected.get('bluesky')?.profileId ?? '')
    await knowPerson(world, person, more)
    await callColleague(world, person, { name: june.name, login: { email: june.email, password: colleaguePassword } })
    await saveView(world, person)
  },
}

/** What is answered again and again is saved, with the person's name left open. */
async function keepAnswer(world: World, person: Person): Promise<void> {
  const words = world.texts.saved
  const { page } = person
  await page.getByRole('button', { name: words.add }).click()
  const form = page.getByRole('dialog', { name: words.title.add })
  await form.getByLabel(words.name, { exact: true }).fill(saved.name)
  await form.getByLabel(words.shortcut, { exact: true }).fill(saved.shortcut)
  await form.locator('textarea').first().fill('{{nmae}}')
  await form.getByRole('button', { name: words.create }).click()
  await sees(form.getByRole('alert').filter({ hasText: '{{nmae}}' }))
  await form.locator('textarea').first().fill(saved.text)
  await checkScreen(world, person, 'saved answers, new')
  await form.getByRole('button', { name: words.create }).click()
  await sees(page.getByText(saved.name, { exact: true }))
  await seesNoMore(form)
  await checkScreen(world, person, 'saved answers')
}

/** Whoever writes is to have an answer within two hours, and somebody hears of it before that fails. */
async function setTargets(world: World, person: Person): Promise<void> {
  const words = world.texts.care
  const { page } = person
  await page.getByRole('button', { name: words.hours.usual }).click()
  await page.getByRole('button', { name: words.holidays.add }).click()
  await page.getByRole('button', { name: words.targets.add }).click()
  await page.getByRole('button', { name: words.warnings.add }).click()
  await page.getByRole('button', { name: words.save }).click()
  await sees(page.getByText(words.holidays.noDate))
  await sees(page.getByText(words.targets.missing))
  await page.getByLabel(words.holidays.date).fill('2026-12-25')
  await page.getByLabel(words.holidays.name).fill('Christmas')
  await page.getByLabel(words.targets.answer, { exact: true }).fill('2')
  await page.getByText(words.targets.all, { exact: true }).click()
  await page.getByText(words.assigning.ways['by-room'], { exact: true }).click()
  await sees(page.getByText(words.assigning.hints['by-room']))
  await checkScreen(world, person, 'hours and deadlines')
  await page.getByText(words.assigning.ways['by-hand'], { exact: true }).click()
  await page.getByRole('button', { name: words.save }).click()
  await hears(person, words.saved)
}

/** A slash in the empty box, a part of its name, and it is there with the person's name. */
async function insertSaved(world: World, person: Person, show: (name: string) => Promise<void> = async () => undefined): Promise<void> {
  const { page } = person
  const box = page.getByLabel(world.texts.inbox.desk.answerTo('Kindling'))
  await box.fill('')
  await box.press('/')
  const search = page.getByRole('combobox', { name: world.texts.saved.picker.search })
  await search.fill(saved.shortcut)
  await sees(page.getByRole('option', { name: new RegExp(escaped(filled)) }))
  await show('inbox, saved answers')
  await search.press('Enter')
  await seesNoMore(search)
  await until('the saved answer to stand in the box', 10, async () => (await box.inputValue()) === filled)
}

/** Nobody waits until the networks are looked at; then the comment is there with its post. */
async function arrive(world: World, person: Person): Promise<void> {
  const words = world.texts.inbox
  const { page } = person
  await page.getByRole('button', { name: words.lookNow }).first().click()
  await sees(page.getByRole('link', { name: new RegExp(escaped(question)) }), 150)
  // What a pointer explains lies outside the page's landmarks.
  await page.mouse.move(0, 0)
  await sees(page.getByRole('link', { name: new RegExp(escaped(words.due.answer.left('').trim())) }).first())
  await checkScreen(world, person, 'inbox, a thread waits')
  await page.getByRole('link', { name: new RegExp(escaped(question)) }).click()
  await sees(page.getByText('Spring teas are here'))
  await checkScreen(world, person, 'inbox, thread')
}

/** What the comment was taken for is there with its reasons; a member says otherwise by key. */
async function correct(world: World, person: Person): Promise<void> {
  const { meaning, meanings, ...words } = world.texts.inbox
  const { page } = person
  await page.getByRole('button', { name: meaning.why(meanings.question) }).press('Enter')
  const asked = page.getByRole('dialog', { name: meaning.why(meanings.question) })
  await sees(asked.getByText(meaning.counted))
  await checkScreen(world, person, 'inbox, why it is a question')
  await asked.getByRole('button', { name: meanings.praise, exact: true }).press('Enter')
  await hears(person, words.said.corrected)
  const corrected = page.getByRole('dialog', { name: meaning.why(meanings.praise) })
  await sees(corrected.getByText(meaning.corrected))
  await page.keyboard.press('Escape')
  await seesNoMore(corrected)
}

async function shareOut(world: World, { page, ...person }: Person): Promise<void> {
  const words = world.texts.inbox
  await page.getByRole('group', { name: words.thread.conversation }).focus()
  await page.keyboard.press('a')
  await page
    .getByRole('menuitem', { name: words.assign.me })
    .or(page.getByRole('option', { name: words.assign.me }))
    .first()
    .click()
  await hears({ page, ...person }, words.said.assigned(1, ownerLogin.name))
}

async function answer(world: World, person: Person): Promise<void> {
  const { page } = person
  await insertSaved(world, person, (name) => checkScreen(world, person, name))
  await world.show(person, 'inbox, answer')
  await page.getByLabel(world.texts.inbox.desk.answerTo('Kindling')).press('Control+Enter')
  await sees(page.getByText(filled).and(page.locator(':not(textarea)')), 30)
}

interface GoingOn {
  readonly person: Person
  readonly second: Owner
  readonly write: () => void
}

/** What the customer says next opens the thread again. */
async function goOn(world: World, { person: { page }, write }: GoingOn): Promise<void> {
  write()
  await walkTo({ page }, '/inbox')
  await page.getByRole('button', { name: world.texts.inbox.lookNow }).first().click()
  await page.getByRole('link', { name: new RegExp(escaped(more)) }).click({ timeout: 150_000 })
  await sees(page.getByRole('group', { name: world.texts.inbox.thread.conversation }).getByText(more))
}

/** Two have the thread open: each sees that the other has, and when the other writes. */
async function seeOneAnother(world: World, { page, ...person }: Person): Promise<void> {
  const { presence, desk } = world.texts.inbox
  const other = await world.visit(new URL(page.url()).pathname + new URL(page.url()).search, {
    email: june.email,
    password: colleaguePassword,
  })
  await sees(other.page.getByText(presence.reading(ownerLogin.name, 1)))
  await sees(page.getByText(presence.reading(june.name, 1)))
  await other.page.getByLabel(desk.answerTo('Kindling')).fill('Yes, we')
  await sees(page.getByText(presence.writing(june.name, 1)))
  await checkScreen(world, { page, ...person }, 'inbox, a colleague writes')
  await other.page.goto('/')
  await seesNoMore(page.getByText(presence.writing(june.name, 1)))
}

interface Colliding {
  readonly person: Person
  readonly owner: Owner
  readonly second: Owner
  readonly answers: () => readonly StandInPost[]
}

/** While one writes the other answers: the writer is asked, keeps the text, and nothing goes out twice. */
async function collide(world: World, { person, owner, second, answers }: Colliding): Promise<void> {
  const words = world.texts.inbox
  const { page } = person
  await page.getByLabel(words.desk.answerTo('Kindling')).fill('We do')
  const query = new URLSearchParams({ brandId: owner.brandId })
  const { threads } = await second.call<{ threads: { id: string }[] }>('GET', `/inbox/threads?${query}`)
  const { items } = await second.call<{ items: { id: string; text: string }[] }>('GET', `/inbox/threads/${threads[0]?.id ?? ''}`)
  const message = items.find(({ text }) => text.includes(more))
  await second.call('POST', `/inbox/messages/${message?.id ?? ''}/answers`, { text: 'Yes, in two days' })
  await page.getByRole('button', { name: words.desk.send, exact: true }).click()
  const asked = page.getByRole('dialog', { name: words.meanwhile.title })
  await sees(asked.getByText('Yes, in two days'))
  await checkScreen(world, person, 'inbox, answered meanwhile')
  await asked.getByRole('button', { name: words.meanwhile.leave }).click()
  await seesNoMore(asked)
  same(await page.getByLabel(words.desk.answerTo('Kindling')).inputValue(), 'We do', 'the text is kept')
  await until('the second answer to be there', 60, async () => answers().length === 2)
}

/** A saved answer whose words were changed is pointed out where others got nearly the same, and may be sent all the same. */
async function repeat(world: World, { person, answers }: Pick<Colliding, 'person' | 'answers'>): Promise<void> {
  const words = world.texts.inbox
  const { page } = person
  await insertSaved(world, person)
  await page.getByLabel(words.desk.answerTo('Kindling')).pressSequentially(' Hurry!')
  await page.getByRole('button', { name: words.desk.send, exact: true }).click()
  const asked = page.getByRole('dialog', { name: words.repeated.title })
  await sees(asked.getByText(words.repeated.to('Kindling')))
  await checkScreen(world, person, 'inbox, said before')
  await asked.getByRole('button', { name: words.repeated.send }).click()
  await seesNoMore(asked)
  await until('the repeated answer to be there', 60, async () => answers().length === 3)
}

/** What was answered within its deadline is counted so. */
async function measure(world: World, person: Person): Promise<void> {
  const words = world.texts.measures
  const { page } = person
  await walkTo({ page }, '/inbox/measures?counts=all')
  const inTime = page.locator('dl > div').filter({ hasText: words.figures.answersInTime })
  await sees(inTime.getByText('100%', { exact: true }))
  await sees(page.getByRole('rowheader', { name: june.name }))
  await checkScreen(world, person, 'inbox measures')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: words.export }).click()
  same((await saving).suggestedFilename().endsWith('.csv'), true, 'the measures are saved')
}
