import type { ConversionSite, ShortLink } from '#contract/links'

import { dayFromToday } from './days.ts'
import { buyersOf, type Order, refundOf, walkIns } from './link-orders.ts'
import { asVisit, visitsOf } from './link-visits.ts'
import type { Around } from './make-accounts.ts'
import { campaignOf, type Sorting } from './make-sorting.ts'
import type { DemoNeeds } from './needs.ts'
import type { MonthlyCost, TradeLink } from './story.ts'

interface Ready extends Pick<DemoNeeds, 'linksDoor'> {
  readonly sorting: Sorting
  readonly tell: (share: number) => Promise<void>
}

/** The brand's short links with everybody who followed them, what they bought in its shop, and what was spent. */
export async function makeTrade(around: Around, ready: Ready): Promise<void> {
  const { story } = around
  const site = await makeSite(around)
  const links: { link: TradeLink; made: ShortLink }[] = []
  for (const [index, link] of story.trade.links.entries()) links.push({ link, made: await makeLink(around, { index, link, ...ready }) })
  await ready.tell(0.2)
  await followAll(around, { site, links, ...ready })
  await ready.tell(0.8)
  await enterCosts(around, ready.sorting)
  await ready.tell(1)
}

function makeSite({ api, brandId, story }: Around): Promise<ConversionSite> {
  const { name, origin } = story.trade.site
  const input = { brandId, name, origins: [origin] }
  return api.links.createConversionSite(input, { context: { idempotencyKey: 'demo/site' } })
}

function makeLink(
  { api, brandId }: Around,
  { index, link, sorting }: { index: number; link: TradeLink; sorting: Sorting },
): Promise<ShortLink> {
  const { title, target, campaign, on } = link
  const [network, ...more] = on
  const one = network !== undefined && more.length === 0 ? { network } : {}
  const utm = on.length === 0 ? { source: 'table-card', medium: 'print' } : undefined
  const input = { brandId, title, target, ...one, ...campaignOf(sorting, campaign), ...(utm ? { utm } : {}) }
  return api.links.create(input, { context: { idempotencyKey: `demo/link/${index}` } })
}

interface Following extends Ready {
  readonly site: ConversionSite
  readonly links: readonly { readonly link: TradeLink; readonly made: ShortLink }[]
}

/** Through a door of its own, whose clock stands at the time of each visit. What came in the first time, when the making was cut off, does not come again. */
async function followAll(around: Around, { site, links, linksDoor }: Following): Promise<void> {
  const { api, brandId, calendar } = around
  const known = await api.links.list({ brandId, limit: 100 })
  const isFollowed = (id: string) => known.links.some((link) => link.id === id && link.clicks.persons > 0)
  const waiting = links.filter(({ made }) => !isFollowed(made.id))
  if (waiting.length === 0) return
  const clock = { at: calendar.startedAt, now: () => clock.at }
  const door = linksDoor(clock)
  await door.start()
  try {
    const orders: Order[] = walkIns(calendar)
    for (const { link, made } of waiting) {
      const code = made.url.split('/').at(-1) ?? ''
      const answers = visitsOf(link, calendar).map(async (visit) => {
        clock.at = visit.at
        const answer = await door.follow({ ...asVisit(visit), code })
        return { visit, to: answer.kind === 'redirect' ? answer.to : made.target }
      })
      orders.push(...buyersOf(link, await Promise.all(answers), calendar))
    }
    const csv = csvOf([...orders, ...refundOf(orders, calendar)])
    await api.links.importConversions({ siteId: site.id, csv, confirm: true })
  } finally {
    await door.stop()
  }
}

const columns = ['id', 'stage', 'value', 'currency', 'click_id', 'at', 'corrects'] as const

function csvOf(orders: readonly Order[]): string {
  return [columns, ...orders.map((order) => columns.map((column) => order[column] ?? ''))].map((cells) => `${cells.join(',')}\n`).join('')
}

/** For each month that the story has lived through. */
async function enterCosts({ api, brandId, story, calendar }: Around, sorting: Sorting): Promise<void> {
  const months = new Set([-80, -50, -20, 0].map((day) => dayFromToday(calendar, day).slice(0, 7)))
  for (const month of months) {
    for (const [index, cost] of story.trade.costs.entries()) {
      const input = { brandId, cost: { ...contentOf(cost), month, currency: 'TWD', ...campaignOf(sorting, cost.campaign) } }
      await api.links.createCost(input, { context: { idempotencyKey: `demo/cost/${month}/${index}` } })
    }
  }
}

function contentOf(cost: MonthlyCost) {
  const { name } = cost
  if (cost.kind === 'hours') return { kind: cost.kind, name, work: { hours: cost.hours, rate: cost.rate } }
  return { kind: cost.kind, name, amount: cost.amount }
}
