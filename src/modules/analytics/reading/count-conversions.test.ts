import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import type { By } from '../contract.ts'
import { figures } from '../queries/figures.ts'
import { overview } from '../queries/overview.ts'
import { readPost } from '../queries/read-post.ts'
import { rebuild } from '../rebuild/rebuild.ts'
import { type AnalyticsWorld, analyticsWorld, usual } from '../test-analytics.ts'
import { addConversion, createSite, eraseConversions, importConversions, setWindow } from '../test-conversions.ts'
import { countConversions } from './count-conversions.ts'

const [spring, green] = [randomUUID(), randomUUID()]

/** Somebody followed a link of a delivery on 15 March at 10 in Taipei. */
async function clickOn(at: AnalyticsWorld, deliveryId: string | null): Promise<string> {
  const { workspaceId, brandId } = at.ids
  const [linkId, clickId] = [randomUUID(), randomUUID()]
  const link = {
    workspace_id: workspaceId,
    id: linkId,
    brand_id: brandId,
    code: linkId,
    chosen: false,
    target: `https://tea.example/${linkId}`,
  }
  await at.db
    .insertInto('links.link')
    .values({ ...link, delivery_id: deliveryId })
    .execute()
  const click = {
    workspace_id: workspaceId,
    id: clickId,
    link_id: linkId,
    kind: 'person',
    referrer: null,
    device: null,
    visitor: null,
  } as const
  await at.db
    .insertInto('links.click')
    .values({ ...click, at: '2026-03-15T02:00:00Z' })
    .execute()
  return clickId
}

async function deliveryOf(at: AnalyticsWorld, externalId: string): Promise<string | null> {
  return (await at.db.selectFrom('analytics.post').selectAll().where('external_id', '=', externalId).executeTakeFirstOrThrow()).delivery_id
}

/** One stands on tea, of a campaign and with a label; sip on milk, of neither. A shop tells what came of their links. */
async function scene() {
  const at = await analyticsWorld()
  await at.post('one', { at: '2026-03-15T01:00:00Z', campaignId: spring, labelIds: [green] })
  await at.post('sip', { at: '2026-03-15T01:00:00Z', on: 1 })
  const { owner } = at.here.at
  const needs = { db: at.db, clock: at.clock, publicUrl: 'https://hearth.example' }
  const site = await createSite(needs, owner.call('x'), { brandId: at.ids.brandId, name: 'Shop', origins: ['https://shop.tea.example'] })
  const [one, sip] = [await clickOn(at, await deliveryOf(at, 'one')), await clickOn(at, await deliveryOf(at, 'sip'))]
  const add = (externalId: string, when: string, clickId?: string) =>
    addConversion(needs, owner.call('x'), { siteId: site.id, externalId, stage: 'lead', at: when, clickId })
  const conversions = async (by: By = 'nothing') => {
    const { total, lines } = await figures(at.needs, {
      ...at.ids,
      ...usual,
      period: { from: '2026-03-15', to: '2026-03-20' },
      basis: 'activity',
      by,
      ...(by === 'nothing' ? { per: 'day' as const } : {}),
      metrics: ['conversions'],
      limit: 10,
    })
    const found = lines.map(({ key, bucket, values }): [string, number | null | undefined] => [bucket ?? key, values.conversions])
    return { total: total.values.conversions, ...Object.fromEntries(found.filter(([, value]) => value)) }
  }
  return { at, owner, needs, site, one, sip, add, conversions }
}

async function drift({ db, clock }: AnalyticsWorld): Promise<number> {
  const { tables } = await rebuild(db, { repair: false, now: clock.now() })
  return tables.reduce((sum, { different }) => sum + different, 0)
}

test('what came of a post’s links counts on the day it happened, by account, network, campaign, label, type and post', async () => {
  const { at, one, sip, add, conversions } = await scene()
  await using _ = at
  expect(await conversions()).toEqual({ total: null })
  // In Taipei 17 March 23:30, 18 March 00:30 and 10:00.
  await add('a', '2026-03-17T15:30:00Z', one)
  await add('b', '2026-03-17T16:30:00Z', one)
  await add('c', '2026-03-18T02:00:00Z', sip)
  await add('without a click', '2026-03-18T02:00:00Z')
  await add('of no post', '2026-03-18T02:00:00Z', await clickOn(at, null))
  await countConversions(at.needs)
  await countConversions(at.needs)
  expect(await conversions()).toEqual({ total: 3, '2026-03-17': 1, '2026-03-18': 2 })
  expect(await conversions('account')).toEqual({ total: 3, [at.account(0)]: 2, [at.account(1)]: 1 })
  expect(await conversions('network')).toEqual({ total: 3, tea: 2, milk: 1 })
  expect(await conversions('campaign')).toEqual({ total: 3, [spring]: 2 })
  expect(await conversions('label')).toEqual({ total: 3, [green]: 2 })
  expect(await conversions('type')).toEqual({ total: 3, text: 3 })
  const posts = await at.db.selectFrom('analytics.post').select(['id', 'external_id']).execute()
  const idOf = (externalId: string) => posts.find(({ external_id }) => external_id === externalId)?.id ?? ''
  expect(await conversions('post')).toEqual({ total: 3, [idOf('one')]: 2, [idOf('sip')]: 1 })
  const { measures, movers } = await overview(at.needs, { ...at.ids, ...usual, period: { from: '2026-03-18', to: '2026-03-18' } })
  expect(measures.at(-1)).toMatchObject({ metric: 'conversions', now: 2, before: 1 })
  expect(movers).toMatchObject([{ metric: 'conversions', change: 1, post: { firstLine: 'sip' } }])
  const { post, growth } = await readPost(at.needs, { workspaceId: at.ids.workspaceId, id: idOf('one') })
  expect(post.values.conversions).toBe(2)
  expect(growth).toMatchObject([
    { at: '2026-03-17T15:00:00.000Z', values: { conversions: 1 } },
    { at: '2026-03-17T16:00:00.000Z', values: { conversions: 2 } },
  ])
  expect(await drift(at)).toBe(0)
})

test('what comes late counts on its own day, what is erased or judged anew is taken off it, and facts add up to it all', async () => {
  const { at, owner, needs, site, one, add, conversions } = await scene()
  await using _ = at
  const { brandId } = at.ids
  await add('a', '2026-03-17T15:30:00Z', one)
  await add('b', '2026-03-17T15:40:00Z', one)
  await countConversions(at.needs)
  expect(await conversions()).toEqual({ total: 2, '2026-03-17': 2 })
  const csv = `id,stage,at,click_id\nlate,lead,2026-03-16T09:00:00Z,${one}\nsame hour,lead,2026-03-17T15:50:00Z,${one}`
  await importConversions(needs, owner.call('x'), { siteId: site.id, csv, confirm: true })
  await countConversions(at.needs)
  expect(await conversions()).toEqual({ total: 4, '2026-03-16': 1, '2026-03-17': 3 })
  await eraseConversions(needs, owner.call('x'), { brandId, externalId: 'b' })
  await countConversions(at.needs)
  expect(await conversions()).toEqual({ total: 3, '2026-03-16': 1, '2026-03-17': 2 })
  expect(await drift(at)).toBe(0)
  // Two days after the click only what came on the 16th is put down to it.
  await setWindow(needs, owner.call('x'), { brandId, days: 2 })
  await countConversions(at.needs)
  expect(await conversions()).toEqual({ total: 1, '2026-03-16': 1 })
  await eraseConversions(needs, owner.call('x'), { brandId, clickId: one })
  await countConversions(at.needs)
  expect(await conversions()).toEqual({ total: 0 })
  expect(await drift(at)).toBe(0)

  // A post that is found only after somebody bought.
  await at.post('new', { at: '2026-03-20T01:00:00Z' })
  const deliveryId = await deliveryOf(at, 'new')
  await at.db.updateTable('analytics.post').set({ delivery_id: null }).where('external_id', '=', 'new').execute()
  await add('early', '2026-03-16T03:00:00Z', await clickOn(at, deliveryId))
  await countConversions(at.needs)
  expect(await conversions()).toEqual({ total: 0 })
  await at.db.updateTable('analytics.post').set({ delivery_id: deliveryId }).where('external_id', '=', 'new').execute()
  await countConversions(at.needs)
  expect(await conversions()).toEqual({ total: 1, '2026-03-16': 1 })
})
