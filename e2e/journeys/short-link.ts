import type { Locator } from 'playwright-core'

import { checkScreen } from '../support/check-screen.ts'
import { same } from '../support/expect.ts'
import { phone, usual } from '../support/looks.ts'
import { setUpOwner } from '../support/owner.ts'
import { sees, walkTo } from '../support/steps.ts'
import { ownerAt } from '../support/tea-house.ts'
import { until } from '../support/until.ts'
import type { Journey, Person, World } from '../support/world.ts'

const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

/** A link for a poster: made, followed, led elsewhere, and over. */
export const shortLink: Journey = {
  name: 'short link: followed by a person and a robot, led elsewhere, and expired',
  looks: { each: [usual], all: [usual, phone] },
  run: async (world) => {
    const { url } = await world.start()
    await setUpOwner(url, { language: world.look.language })
    const person = await ownerAt(world, '/links')
    await sees(person.page.getByText(world.texts.links.none))
    const short = await makeLink(world, person)
    same(await follow(short, browser), 'https://tea.example/spring?utm_medium=social', 'the target with what the brand adds')
    same(await follow(short, 'Twitterbot/1.0'), 'https://tea.example/spring?utm_medium=social', 'programs are led there, too')
    same(await follow(short, 'curl/8.5.0'), 'https://tea.example/spring?utm_medium=social', 'programs are led there, too')
    await counted(world, person)
    await leadElsewhere(world, person)
    await until(
      'the link to lead elsewhere',
      10,
      async () => (await follow(short, browser)) === 'https://tea.example/summer?utm_medium=social',
    )
    await expire(world, person)
    await until('the link to be over', 10, async () => (await follow(short, browser)) === 410)
    await walkTo(person, '/settings/links')
    await sees(person.page.getByText('utm_source={network}'))
    await shortenInPosts(world, person)
    await checkScreen(world, person, 'links, settings')
  },
}

/** The brand decides, sees by an example what that means, and it is kept. */
async function shortenInPosts({ texts, hearth }: World, { page }: Person): Promise<void> {
  const { posts, form } = texts.links
  await page.getByRole('radio', { name: posts.ways.shorten }).check()
  await sees(page.getByText(`${hearth().url}/l/`, { exact: false }))
  await sees(page.getByText('https://example.com/spring?utm_medium=social', { exact: true }))
  await page.getByRole('button', { name: form.save, exact: true }).click()
  await sees(page.getByText(form.saved, { exact: true }))
  await page.reload()
  await sees(page.getByText('https://example.com/spring?utm_medium=social', { exact: true }))
}

async function makeLink(world: World, person: Person): Promise<string> {
  const { page } = person
  const { links } = world.texts
  await page.getByRole('button', { name: links.newLink }).click()
  const form = page.getByRole('dialog', { name: links.form.newTitle })
  await form.getByRole('button', { name: links.form.create }).click()
  await sees(form.getByText(links.form.notAnAddress))
  await form.getByLabel(links.form.target, { exact: true }).fill('https://tea.example/spring')
  await form.getByLabel(links.form.title, { exact: true }).fill('Spring poster')
  await form.getByLabel(links.form.code, { exact: true }).fill('spring')
  await until('the parameters to be filled in', 10, async () => (await form.getByLabel(links.utm.medium).inputValue()) === 'social')
  await checkScreen(world, person, 'links, new link')
  await form.getByRole('button', { name: links.form.create }).click()
  await sees(card(world, page).getByRole('heading', { name: 'Spring poster' }))
  return `${world.hearth().url}/l/spring`
}

function card({ texts }: World, page: Person['page']): Locator {
  return page.getByRole('dialog', { name: texts.links.card })
}

/** Where a visitor with this browser is sent; the status where they are sent nowhere. */
async function follow(url: string, agent: string): Promise<string | number> {
  const answer = await fetch(url, { headers: { 'user-agent': agent }, redirect: 'manual' })
  await answer.arrayBuffer()
  return answer.headers.get('location') ?? answer.status
}

/** Without a reload. */
async function counted(world: World, person: Person): Promise<void> {
  const { figures } = world.texts.links
  const value = async (name: string) => {
    const terms = card(world, person.page).getByRole('term')
    const at = (await terms.allTextContents()).indexOf(name)
    return at < 0 ? null : card(world, person.page).getByRole('definition').nth(at).textContent()
  }
  await until('the clicks to be counted', 30, async () => (await value(figures.previews)) === '1' && (await value(figures.bots)) === '1')
  same(await value(figures.persons), '1', 'one person')
  same(await value(figures.uniques), '1', 'one visitor')
  await checkScreen(world, person, 'links, followed')
}

async function leadElsewhere(world: World, { page }: Person): Promise<void> {
  const { links } = world.texts
  await card(world, page).getByRole('button', { name: links.change, exact: true }).click()
  const form = page.getByRole('dialog', { name: links.form.changeTitle })
  await form.getByLabel(links.form.target, { exact: true }).fill('https://tea.example/summer')
  await form.getByRole('button', { name: links.form.save }).click()
  await sees(card(world, page).getByText('https://tea.example/summer', { exact: true }))
}

async function expire(world: World, person: Person): Promise<void> {
  const { page } = person
  const { links } = world.texts
  await card(world, page).getByRole('button', { name: links.change, exact: true }).click()
  const form = page.getByRole('dialog', { name: links.form.changeTitle })
  await form.getByLabel(links.form.expires, { exact: true }).fill('2026-01-01T09:00')
  await form.getByRole('button', { name: links.form.save }).click()
  await sees(card(world, page).getByText(links.facts.expired))
  await page.keyboard.press('Escape')
  await sees(page.getByText(links.expired, { exact: true }))
  await checkScreen(world, person, 'links, one that is over')
}
