import { checkScreen } from './check-screen.ts'
import { hears, sees, seesNoMore, walkTo } from './steps.ts'
import type { Person, World } from './world.ts'

interface Ruling {
  readonly person: Person
  /** Says something new in the thread; the words are answered by the rule. */
  readonly write: (text: string) => void
}

const name = 'Broken cups'

/** A rule is tried on what was said before, which changes nothing; then it is on and acts on what is said next; then that is taken back. */
export async function tryRule(world: World, { person, write }: Ruling): Promise<void> {
  const words = world.texts.rules
  const { page } = person
  await walkTo({ page }, '/settings/rules')
  await sees(page.getByText(words.empty))
  await page.getByRole('button', { name: words.add }).click()
  await writeRule(world, person)
  await page.getByRole('switch', { name: words.on(name) }).click({ force: true })
  await hears(person, words.switchedOn(name))
  await checkScreen(world, person, 'rules')
  const broken = 'Terrible service: the oolong came broken and nobody answers my letters.'
  write(broken)
  await walkTo({ page }, '/inbox')
  await page.getByRole('button', { name: world.texts.inbox.lookNow }).first().click()
  await page.getByRole('link', { name: new RegExp(broken.slice(0, 30)) }).click({ timeout: 150_000 })
  await takeBack(world, person)
}

async function writeRule(world: World, person: Person): Promise<void> {
  const words = world.texts.rules
  const form = person.page.getByRole('dialog', { name: words.title.add })
  await form.getByLabel(words.name, { exact: true }).fill(name)
  await form.getByRole('button', { name: words.drop(words.conditions.meanings) }).click()
  await form.getByRole('button', { name: words.addCondition }).click()
  await form.getByRole('menuitem', { name: words.conditions.anyWord }).click()
  const box = form
    .getByRole('combobox', { name: words.conditions.anyWord })
    .or(form.getByRole('textbox', { name: words.conditions.anyWord }))
  await box.first().fill('oolong')
  await box.first().press('Enter')
  await form.getByLabel(words.actions.urgent).check()
  await form.getByRole('button', { name: words.try }).click()
  await sees(form.getByText(words.would.urgent('1')))
  await checkScreen(world, person, 'rules, tried')
  await form.getByRole('button', { name: words.create }).click()
  await seesNoMore(form)
}

async function takeBack(world: World, person: Person): Promise<void> {
  const { ruled, said, thread } = world.texts.inbox
  const conversation = person.page.getByRole('group', { name: thread.conversation })
  const did = conversation.getByText(ruled.by(name, ruled.urgent))
  await sees(did)
  await checkScreen(world, person, 'inbox, what a rule did')
  await did.getByRole('button', { name: said.undo }).click()
  await hears(person, ruled.isUndone)
  await sees(conversation.getByText(name).filter({ hasNot: person.page.getByRole('button') }))
}
