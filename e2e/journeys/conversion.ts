import type { ConversionSite } from '#contract/links'

import { checkScreen } from '../support/check-screen.ts'
import { same } from '../support/expect.ts'
import { pairs, phone } from '../support/looks.ts'
import { type Owner, setUpOwner } from '../support/owner.ts'
import { openShop, type Shop } from '../support/shop.ts'
import { hears, sees, seesNoMore, walkTo } from '../support/steps.ts'
import { ownerAt } from '../support/tea-house.ts'
import type { Journey, Person, World } from '../support/world.ts'

/** A shop gets its tag; visitors come by a link, agree or do not, and buy; what came of it is seen, and what it cost. */
export const conversion: Journey = {
  name: 'conversion: from a click on a link to an order in a shop, and what came of what was spent',
  looks: { each: [phone], all: pairs },
  run: async (world) => {
    const shop = world.using(await openShop())
    const { url } = await world.start()
    const owner = await setUpOwner(url, { timeZone: 'Asia/Taipei', language: world.look.language })
    await owner.call('PATCH', '/me', { language: world.look.language })
    const person = await ownerAt(world, '/links/conversions')
    await sees(person.page.getByText(world.texts.conversions.noSites))
    await checkScreen(world, person, 'conversions, no site')
    await addSite(world, person, shop)
    const visitor = await buy(world, { owner, shop })
    await sees(person.page.getByText(world.texts.conversions.signs.page))
    await checkScreen(world, person, 'conversions, site that was heard')
    await buyQuietly(world, { owner, shop })
    await visitor.context.close()
    await look(world, person)
    await takeInFile(world, person)
    await reckon(world, person)
  },
}

async function addSite(world: World, person: Person, shop: Shop): Promise<void> {
  const { conversions } = world.texts
  const { page } = person
  await page.getByRole('button', { name: conversions.addSite }).click()
  const form = page.getByRole('dialog', { name: conversions.site.create })
  await form.getByLabel(conversions.site.name, { exact: true }).fill('Teapots')
  await form.getByLabel(conversions.site.origins, { exact: true }).fill(`${shop.origin}/cart`)
  await page.keyboard.press('Enter')
  await checkScreen(world, person, 'conversions, new site')
  await form.getByRole('button', { name: conversions.site.create }).click()
  await sees(page.getByRole('heading', { level: 1, name: 'Teapots' }))
  await sees(page.getByText(shop.origin, { exact: true }))
  await checkScreen(world, person, 'conversions, set-up of a site')
  await page.getByRole('button', { name: conversions.steps.makeSecret }).click()
  const secret = page.getByRole('dialog', { name: conversions.steps.secretOnce })
  await sees(secret.getByText(/^hearth_conversions_/))
  await secret.getByRole('button', { name: conversions.steps.gotIt }).click()
  await seesNoMore(secret)
}

interface Shopping {
  readonly owner: Owner
  readonly shop: Shop
}

/** Comes by a link and buys before agreeing, then comes again, agrees, goes to another page and buys there. */
async function buy(world: World, { owner, shop }: Shopping): Promise<Person> {
  const { sites } = await owner.call<{ sites: ConversionSite[] }>('GET', `/conversion-sites?brandId=${owner.brandId}`)
  shop.tag(sites[0]?.script ?? '')
  const link = await owner.call<{ url: string }>('POST', '/links', {
    brandId: owner.brandId,
    target: `${shop.origin}/spring`,
    title: 'Spring teapots',
  })
  const visitor = await shopper(world)
  await visitor.page.goto(link.url)
  await order(visitor, 'order-1')
  await visitor.page.goto(`${shop.origin}/cart`)
  await order(visitor, 'order-2')
  same(await cookiesOf(visitor, shop), [], 'nothing is stored without consent')
  await visitor.page.goto(link.url)
  await agree(visitor)
  await visitor.page.goto(`${shop.origin}/cart`)
  await agree(visitor)
  await order(visitor, 'order-3')
  await order(visitor, 'order-3')
  same((await cookiesOf(visitor, shop)).length, 1, 'the click is kept in the shop’s own cookie')
  await visitor.page.getByRole('button', { name: 'Refuse' }).click()
  same(await cookiesOf(visitor, shop), [], 'and gone when consent is taken back')
  return visitor
}

/** Whoever asks not to be followed is not, although they agree. */
async function buyQuietly(world: World, { owner, shop }: Shopping): Promise<void> {
  const { links } = await owner.call<{ links: { url: string }[] }>('GET', `/links?brandId=${owner.brandId}`)
  const visitor = await shopper(world)
  await visitor.context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }))
  await visitor.page.goto(links[0]?.url ?? '')
  await agree(visitor)
  await order(visitor, 'order-4')
  same(await cookiesOf(visitor, shop), [], 'nothing is stored of who asks not to be followed')
  await visitor.context.close()
}

/** Somebody with a browser of their own; a browser without a window says so, and counts as a program. */
async function shopper(world: World): Promise<Person> {
  const visitor = await world.visit('/sign-in')
  const agent = await visitor.page.evaluate(() => navigator.userAgent)
  await visitor.context.setExtraHTTPHeaders({ 'user-agent': agent.replace('Headless', '') })
  return visitor
}

async function agree(visitor: Person): Promise<void> {
  await visitor.page.getByRole('button', { name: 'Agree' }).click()
  await tagIsThere(visitor)
}

/** What is pushed before is kept for it; on the next page nobody would remember. */
async function tagIsThere({ page }: Person): Promise<void> {
  await page.waitForFunction(() => 'hearth' in globalThis && 'convert' in Object(Reflect.get(globalThis, 'hearth')))
}

async function order(visitor: Person, id: string): Promise<void> {
  const { page } = visitor
  await tagIsThere(visitor)
  await page.getByLabel('Order').fill(id)
  await page.getByRole('button', { name: 'Buy' }).click()
  await sees(page.getByText(`${id} told`))
}

async function cookiesOf({ context }: Person, shop: Shop) {
  return (await context.cookies(shop.origin)).filter(({ name }) => name === 'hearth_click')
}

async function look(world: World, person: Person): Promise<void> {
  const { conversions } = world.texts
  const { page } = person
  await walkTo(person, '/links/conversions')
  const list = page.getByRole('list', { name: conversions.list })
  await sees(list.getByText('order-4'))
  const row = (id: string) => list.getByRole('listitem').filter({ hasText: id })
  for (const id of ['order-1', 'order-3']) await sees(row(id).getByText('Spring teapots'))
  for (const id of ['order-2', 'order-4']) await sees(row(id).getByText(conversions.why['no-click']))
  same(await list.getByRole('listitem').count(), 4, 'each order counts once')
  await sees(page.getByText(conversions.lead('4', '2')))
  await checkScreen(world, person, 'conversions')
}

async function takeInFile(world: World, person: Person): Promise<void> {
  const { conversions } = world.texts
  const { importing } = conversions
  const { page } = person
  await page.getByRole('button', { name: conversions.import }).click()
  const dialog = page.getByRole('dialog', { name: importing.title })
  await checkScreen(world, person, 'conversions, import')
  const today = Temporal.Now.plainDateISO('Asia/Taipei').toString()
  const csv = `id,stage,value,currency,at\nfair-1,lead,,,${today}\nfair-2,much,,,${today}\n`
  await dialog.locator('input[type=file]').setInputFiles({ name: 'fair.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await sees(dialog.getByText(`${importing.line(3)}: ${importing.troubles.stage}`))
  await checkScreen(world, person, 'conversions, import tried')
  await dialog.getByRole('button', { name: importing.confirm('1') }).click()
  await hears(person, importing.done('1'))
  await sees(page.getByRole('list', { name: conversions.list }).getByText('fair-1'))
}

/** Two orders of 600 from links, against 800 spent. */
async function reckon(world: World, person: Person): Promise<void> {
  const words = world.texts.return
  const { page } = person
  await walkTo(person, '/links/return')
  await sees(page.getByText(words.why.noCost))
  await page.getByRole('button', { name: words.addCost }).click()
  const form = page.getByRole('dialog', { name: words.addCost })
  await form.getByText(words.kinds.hours, { exact: true }).click()
  await form.getByLabel(words.name, { exact: true }).fill('Mei')
  await form.getByRole('textbox', { name: words.hours, exact: true }).fill('2')
  await form.getByLabel(words.rate, { exact: true }).fill('400')
  await checkScreen(world, person, 'return, new cost')
  await form.getByRole('button', { name: words.enter, exact: true }).click()
  await sees(page.getByText('50%', { exact: true }))
  await sees(page.getByText(words.lead('50%')))
  await sees(page.getByText(words.why.noAds))
  await checkScreen(world, person, 'return')
}
