import type { Post } from '#contract/publishing'

import { checkScreen } from '../support/check-screen.ts'
import { pairs, usual } from '../support/looks.ts'
import { connectBluesky, createPost, setUpOwner } from '../support/owner.ts'
import { hears, sees, seesNoMore } from '../support/steps.ts'
import { until } from '../support/until.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

const line = 'Rinse the pot with hot water first'

/** A post that is live is kept, its category gets weekly times, and it stands on the calendar again by itself. */
export const evergreen: Journey = {
  name: 'evergreen: a live post is kept and planned again by itself',
  looks: { each: [usual], all: pairs },
  run: async (world) => {
    const { url } = await world.start()
    const owner = await setUpOwner(url, { language: world.look.language })
    const account = await world.account()
    const { id } = await connectBluesky(owner, { ...account, password: account.appPassword, server: world.bluesky.pds })
    const post = await createPost(owner, { texts: [line], accountIds: [id], when: { kind: 'now' } })
    await until('a live post', 60, async () => (await owner.call<Post>('GET', `/posts/${post.id}`)).state === 'published')

    const person = await world.visit(`/posts/${post.id}`, asOwner)
    await keepIt(world, person)
    await giveTimes(world, person)
    await world.show(person, 'evergreen posts')
    await checkScreen(world, person, 'evergreen posts with a category')
    await sayItDifferently(world, person)

    const { page } = person
    await page.getByRole('list', { name: world.texts.evergreen.coming.title }).getByRole('link', { name: line }).first().click()
    await sees(page.getByRole('dialog').getByRole('link', { name: world.texts.post.fromCategory('Tips') }))
    await sees(page.getByText(world.texts.calendar.evergreenOf('Tips')).first())
    await world.show(person, 'planned by itself')
  },
}

async function keepIt(world: World, person: Person): Promise<void> {
  const { page } = person
  const words = world.texts.evergreen
  await page.getByRole('button', { name: world.texts.post.actions.keep }).click()
  const dialog = page.getByRole('dialog', { name: words.keep.title })
  await dialog.getByRole('textbox', { name: words.keep.name }).fill('Tips')
  await dialog.getByLabel(words.ends.after).fill('5')
  await world.show(person, 'keep for later use')
  await dialog.getByRole('button', { name: words.keep.do }).click()
  await hears(person, words.keep.done('Tips'))
}

async function giveTimes(world: World, person: Person): Promise<void> {
  const { page } = person
  const words = world.texts.evergreen
  await page.getByRole('button', { name: words.category.setTimes }).click()
  const dialog = page.getByRole('dialog', { name: words.form.title.change })
  await dialog.getByRole('button', { name: world.texts.cadence.usual }).click()
  await dialog.getByLabel(words.form.leastDays).fill('2')
  await world.show(person, 'category')
  await dialog.getByRole('button', { name: words.form.save }).click()
  await seesNoMore(dialog)
  await sees(page.getByRole('list', { name: words.coming.title }).getByRole('link', { name: line }).first())
}

async function sayItDifferently(world: World, person: Person): Promise<void> {
  const { page } = person
  const words = world.texts.evergreen
  await page.getByRole('button', { name: words.kept.more(line) }).click()
  await page.getByRole('menuitem', { name: words.kept.edit }).click()
  const dialog = page.getByRole('dialog', { name: words.words.title })
  await dialog.getByRole('button', { name: words.words.add }).click()
  await dialog.getByRole('textbox', { name: words.words.wording(2) }).fill('A warm pot keeps its tea warm')
  await world.show(person, 'wordings')
  await dialog.getByRole('button', { name: words.words.save }).click()
  await hears(person, words.words.saved)
  await sees(page.getByText(words.kept.wordings(2)))
}
