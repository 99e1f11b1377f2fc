import { checkScreen } from './check-screen.ts'
import { hears, sees, seesNoMore, walkTo } from './steps.ts'
import { until } from './until.ts'
import type { Person, World } from './world.ts'

interface Following {
  readonly person: Person
  /** The name of a saved answer, and what it says to the person who wrote. */
  readonly saved: { readonly name: string; readonly filled: string }
}

const step = 'Look up the parcel'

/** What the team does about complaints is written once; it stands beside one, is ticked there, and gives the answer to begin with. */
export async function followPlaybook(world: World, { person, saved }: Following): Promise<void> {
  const words = world.texts.playbooks
  const { meanings, playbook, desk } = world.texts.inbox
  const { page } = person
  const thread = page.url()
  await walkTo({ page }, '/settings/playbooks')
  await page.getByRole('button', { name: `${words.write}: ${meanings.complaint}` }).click()
  const form = page.getByRole('dialog', { name: words.title(meanings.complaint) })
  await form.getByRole('textbox', { name: words.step('1') }).fill(step)
  await form.getByLabel(words.tone).fill('Warm and short')
  await form.getByRole('combobox', { name: words.answer }).click()
  await form.getByRole('option', { name: saved.name }).click()
  await checkScreen(world, person, 'playbooks, a complaint')
  await form.getByRole('button', { name: words.save }).click()
  await seesNoMore(form)
  await checkScreen(world, person, 'playbooks')
  await walkTo({ page }, thread)
  await page.getByRole('button', { name: playbook.title(meanings.complaint) }).click()
  await page.getByRole('checkbox', { name: step }).click()
  await hears(person, playbook.ticked)
  await sees(page.getByText(playbook.done('1', '1')))
  await page.getByRole('button', { name: playbook.begin(saved.name) }).click()
  const box = page.getByLabel(desk.answerTo('Kindling'))
  await until('the answer to begin with to stand in the box', 10, async () => (await box.inputValue()).includes(saved.filled))
  await checkScreen(world, person, 'inbox, playbook')
}
