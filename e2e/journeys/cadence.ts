import { phone, usual } from '../support/looks.ts'
import { connectBluesky, createPost, setUpOwner } from '../support/owner.ts'
import { escaped, hears, openComposer, sees, seesNoMore, textOf } from '../support/steps.ts'
import { asOwner, type Journey } from '../support/world.ts'

/** Weekly times are set once, offered where something is planned, and a gap in the plan is told. */
export const cadence: Journey = {
  name: 'cadence: weekly times are set, offered and taken, and a gap is told',
  looks: { each: [usual], all: [usual, phone] },
  run: async (world) => {
    const { url } = await world.start()
    const owner = await setUpOwner(url, { language: world.look.language })
    const account = await world.account()
    const { id } = await connectBluesky(owner, { ...account, password: account.appPassword, server: world.bluesky.pds })
    await createPost(owner, { texts: ['Far ahead'], accountIds: [id], when: { kind: 'at', local: '2099-01-12T10:00' } })
    const person = await world.visit(`/settings/accounts/${id}`, asOwner)
    const { page } = person
    const words = world.texts.cadence

    await page.getByRole('button', { name: words.usual }).click()
    await page.getByRole('textbox', { name: words.apart }).fill('2')
    await page.getByRole('button', { name: words.save }).click()
    await hears(person, words.saved)
    await world.show(person, 'weekly times')

    await page.goto('/')
    await sees(page.getByText(words.warnings.fill, { exact: true }).first())
    await world.show(person, 'a gap on Today')

    const sheet = await openComposer(world, person)
    await textOf(world, sheet).fill('On time')
    await page.getByRole('button', { name: new RegExp(`^${world.texts.time.label}: `) }).click()
    const offers = page.getByRole('group', { name: words.next })
    await sees(offers)
    await world.show(person, 'the next weekly times')
    await offers.getByRole('button').nth(1).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: new RegExp(`^${escaped(world.texts.composer.button.schedule('').trim())}`) }).click()
    await seesNoMore(sheet)

    await page.goto('/calendar?view=week')
    await sees(page.getByText('09:30').first())
    await world.show(person, 'free times on the calendar')
  },
}
