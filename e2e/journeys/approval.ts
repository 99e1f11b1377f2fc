import { checkScreen } from '../support/check-screen.ts'
import { colleague, colleaguePassword } from '../support/colleague.ts'
import { expect, same } from '../support/expect.ts'
import { pairs, phone } from '../support/looks.ts'
import { connectBluesky, getPost, type Owner, setUpOwner } from '../support/owner.ts'
import { hears, sees, seesNoMore, textOf, walkTo } from '../support/steps.ts'
import { until } from '../support/until.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

const ann = { email: 'ann@ember.example', name: 'Ann' }
const first = 'Spring tea is here'
const mended = 'Spring tea is here, from NT$420'

/** An author asks, the desk says yes, the client sends it back by a link, it is mended, both are asked again, and it is live. */
export const approval: Journey = {
  name: 'approval: two steps with a client by link, mended, asked again, and live',
  looks: { each: [phone], all: pairs },
  run: async (world) => {
    const { url } = await world.start()
    const owner = await setUpOwner(url, { language: world.look.language })
    const account = await world.account()
    await connectBluesky(owner, { ...account, password: account.appPassword, server: world.bluesky.pds })
    const author = await colleague(owner, url, { ...ann, role: 'author' })
    await author.call('PATCH', '/me', { language: world.look.language })

    const desk = await world.visit('/settings/approvals', asOwner)
    const link = await setUp(world, desk, owner)
    const writer = await world.visit('/calendar?write=new', { email: ann.email, password: colleaguePassword })
    // A frame that asks for more than an author may see.
    writer.watch.expect(/status of 403/)
    const postId = await ask(world, writer, owner)
    await seesToday(world, desk, world.texts.today.approvals.mine)
    await sayYes(world, desk)
    const client = await world.visit(new URL(link).pathname)
    await sendBack(world, client)
    await seesToday(world, writer, world.texts.today.approvals.sentBack)
    await mend(world, writer, postId)
    same((await getPost(owner, postId)).approval, 'asked', 'a change asks again')
    await sayYes(world, desk)
    same((await getPost(owner, postId)).deliveries[0]?.attempts, 0, 'nothing was tried before the last yes')
    await clientSaysYes(world, client)
    await until('the post to be live', 60, async () => (await getPost(owner, postId)).state === 'published')
    const { content, deliveries } = await getPost(owner, postId)
    same(content.parts[0]?.text, mended, 'what was approved last is what is live')
    expect(
      deliveries.every(({ state }) => state === 'published'),
      'it is live',
    )
    await walkTo(desk, `/posts/${postId}`)
    await sees(desk.page.getByText(world.texts.approvals.history.approved('Lin Mei')))
    await checkScreen(world, desk, 'approval, the whole history')
  },
}

/** A guest and a workflow of two steps, by hand. Answers the guest's link. */
async function setUp(world: World, person: Person, owner: Owner): Promise<string> {
  const { guests, workflows } = world.texts.approvals
  const { page } = person
  await page.getByRole('button', { name: guests.add }).click()
  const form = page.getByRole('dialog', { name: guests.add })
  await form.getByRole('textbox', { name: guests.name }).fill('Lin Mei')
  await form.getByRole('textbox', { name: guests.email }).fill('mei@client.example')
  await checkScreen(world, person, 'approvals, a guest')
  await form.getByRole('button', { name: guests.save, exact: true }).click()
  await seesNoMore(form)
  await page.getByRole('button', { name: guests.links, exact: true }).click()
  const links = page.getByRole('dialog', { name: 'Lin Mei' })
  await links.getByRole('button', { name: guests.newLink, exact: true }).click()
  await sees(links.getByText(guests.neverOpened))
  await checkScreen(world, person, 'approvals, links of a guest')
  await page.keyboard.press('Escape')
  await seesNoMore(links)

  await page.getByRole('button', { name: workflows.add }).click()
  const flow = page.getByRole('dialog', { name: workflows.add })
  await flow.getByRole('textbox', { name: workflows.name, exact: true }).fill('Desk and client')
  await choose(person, flow.getByRole('group', { name: workflows.stepTitle(1) }), { field: workflows.members, option: 'Owner' })
  await flow.getByRole('button', { name: workflows.addStep }).click()
  await choose(person, flow.getByRole('group', { name: workflows.stepTitle(2) }), { field: workflows.guests, option: 'Lin Mei' })
  await checkScreen(world, person, 'approvals, a workflow')
  await flow.getByRole('button', { name: workflows.save }).click()
  await seesNoMore(flow)
  await checkScreen(world, person, 'approvals, workflows and guests')
  const [guest] = await owner.call<{ id: string }[]>('GET', `/approvals/guests?brandId=${owner.brandId}`)
  const [made] = await owner.call<{ url: string }[]>('GET', `/approvals/guests/${guest?.id}/links`)
  return made?.url ?? ''
}

async function choose(
  { page }: Person,
  within: ReturnType<Person['page']['getByRole']>,
  { field, option }: { field: string; option: string },
): Promise<void> {
  await within.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await page.keyboard.press('Tab')
}

async function ask(world: World, person: Person, owner: Owner): Promise<string> {
  const { composer } = world.texts
  const sheet = person.page.getByRole('dialog')
  await textOf(world, sheet).fill(first)
  await sees(sheet.getByText(composer.approval.needs(`Owner${composer.approval.arrow}Lin Mei`)))
  await person.page.getByRole('button', { name: new RegExp(`^${world.texts.time.label}: `) }).click()
  await person.page.getByText(world.texts.time.now, { exact: true }).click()
  await checkScreen(world, person, 'composer, needs approval')
  await sheet.getByRole('button', { name: composer.approval.askNow, exact: true }).click()
  await hears(person, composer.approval.asked)
  await seesNoMore(sheet)
  const { approvals } = await owner.call<{ approvals: { postId: string }[] }>('GET', `/approvals?brandId=${owner.brandId}`)
  same(approvals.length, 1, 'the desk is asked')
  return approvals[0]?.postId ?? ''
}

/** The first screen says what waits for this person, and leads there. */
async function seesToday(world: World, person: Person, title: string): Promise<void> {
  const { page } = person
  await walkTo(person, '/')
  const waiting = page.locator('section', { has: page.getByRole('heading', { name: title }) })
  await sees(waiting.getByText(first))
  same(await page.getByText(world.texts.today.nothing).count(), 0, 'nobody is told that nothing needs them')
  await checkScreen(world, person, `today, ${title === world.texts.today.approvals.mine ? 'approvals for me' : 'sent back'}`)
  await waiting.getByRole('link', { name: world.texts.today.approvals.all(1) }).click()
  await page.waitForURL((url) => url.pathname === '/approvals')
  await sees(page.getByRole('link', { name: first }))
}

async function sayYes(world: World, person: Person): Promise<void> {
  const words = world.texts.approvals
  const { page } = person
  await walkTo(person, '/approvals')
  await checkScreen(world, person, 'approvals, for me')
  await page.getByRole('list', { name: words.views.mine }).getByRole('link').first().click()
  const decide = page.getByRole('region', { name: words.decide.title })
  await sees(decide)
  await checkScreen(world, person, 'approval, to decide')
  await decide.getByRole('button', { name: words.decide.approve, exact: true }).click()
  await hears(person, words.decide.approved)
  await seesNoMore(decide)
}

async function sendBack(world: World, person: Person): Promise<void> {
  const words = world.texts.approvals
  const { page } = person
  await sees(page.getByRole('heading', { level: 1, name: words.guest.title('Ember Tea House') }))
  const calendar = page.getByRole('region', { name: words.guest.calendar })
  await sees(calendar.getByText(first))
  same(await calendar.getByRole('table').count(), world.narrow ? 0 : 1, 'the calendar is a month where there is room, else a list')
  await checkScreen(world, person, 'guest, what waits and the calendar')
  await page.getByRole('button', { name: words.open, exact: true }).click()
  await sees(page.getByText(first).nth(1))
  await checkScreen(world, person, 'guest, a post')
  const decide = page.getByRole('region', { name: words.decide.title })
  await decide.getByRole('button', { name: words.decide.refuse }).click()
  await sees(decide.getByText(words.decide.needsWords))
  await decide.getByRole('textbox').fill('Please name the price.')
  await decide.getByRole('button', { name: words.decide.refuse }).click()
  await hears(person, words.decide.refused)
}

async function mend(world: World, person: Person, postId: string): Promise<void> {
  const { composer } = world.texts
  const { page } = person
  await walkTo(person, `/posts/${postId}`)
  await sees(page.getByText('Please name the price.'))
  await checkScreen(world, person, 'post, sent back')
  await walkTo(person, `/calendar?write=${postId}`)
  const sheet = page.getByRole('dialog')
  await textOf(world, sheet).fill(mended)
  // The moment at which it was to go out is over meanwhile.
  await page.getByRole('button', { name: new RegExp(`^${world.texts.time.label}: `) }).click()
  await page.getByText(world.texts.time.now, { exact: true }).click()
  await sheet.getByRole('button', { name: composer.approval.askNow, exact: true }).click()
  await seesNoMore(sheet)
}

async function clientSaysYes(world: World, person: Person): Promise<void> {
  const words = world.texts.approvals
  const { page } = person
  await page.reload()
  await page.getByRole('button', { name: words.showDifference }).click()
  await sees(page.locator('ins'))
  await checkScreen(world, person, 'guest, what changed')
  await page.getByRole('region', { name: words.decide.title }).getByRole('button', { name: words.decide.approve, exact: true }).click()
  await hears(person, words.decide.approved)
}
