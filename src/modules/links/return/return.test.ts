import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { commonRefusals } from '#kit/contract'
import { refuse } from '#kit/errors'
import { testWorkspace } from '#testing/workspace'

import { siteWorld } from '../conversions/test-site.ts'
import type { CostContent } from '../return-contract.ts'
import { changeCost, createCost, forgetCampaignOfCosts, listCosts, removeCost } from './costs.ts'
import type { ReturnNeeds } from './needs.ts'
import { readReturn } from './read-return.ts'

/** A brand with a shop, one campaign, and whatever it spends. */
async function spendingWorld() {
  const world = await siteWorld()
  const { db, team } = world
  const campaignId = randomUUID()
  const needs: ReturnNeeds = { db, campaignName: async (_db, of) => nameOf(of.campaignId === campaignId) }
  const call = team.publisher.call('links.createCost')
  const spend = (cost: CostContent) => createCost(needs, call, { brandId: team.brandId, cost })
  const read = (more: { from?: string; to?: string; campaignId?: string } = {}) =>
    readReturn(db, { workspaceId: team.workspaceId, brandId: team.brandId, from: '2026-11', to: '2026-11', ...more })
  return { ...world, costNeeds: needs, call, campaignId, spend, read }
}

function nameOf(isTheirs: boolean): string {
  if (!isTheirs) throw refuse(commonRefusals, 'NOT_FOUND')
  return 'Spring'
}

const ads = { kind: 'ads', name: 'Boosted reel', month: '2026-11', amount: '400', currency: 'TWD' } as const

test('what came of what was spent, in each currency by itself, and no figure where what it is divided by is missing', async () => {
  await using at = await spendingWorld()
  expect(await at.read()).toEqual({ results: { lead: 0, opportunity: 0, sale: 0 }, byCurrency: [] })
  await at.spend(ads)
  await at.spend({ kind: 'hours', name: 'Mei', month: '2026-11', work: { hours: '1.5', rate: '400.10' }, currency: 'TWD' })
  await at.spend({ ...ads, kind: 'tools', amount: '20', currency: 'USD' })
  await at.spend({ ...ads, month: '2026-10', amount: '9999' })
  expect((await at.read()).byCurrency).toEqual([
    {
      currency: 'TWD',
      cost: '1000.15',
      costs: { ads: '400', tools: '0', hours: '600.15' },
      value: '0',
      unattributedValue: '0',
      roi: -100,
      roas: 0,
      costPer: {},
    },
    {
      currency: 'USD',
      cost: '20',
      costs: { ads: '0', tools: '20', hours: '0' },
      value: '0',
      unattributedValue: '0',
      roi: -100,
      costPer: {},
    },
  ])
  const clickId = await at.click('2026-11-01T00:00:00Z')
  const sale = { stage: 'sale', currency: 'TWD', clickId }
  await at.tell('2026-11-02T00:00:00Z', { ...sale, id: '1', value: 1500 })
  await at.tell('2026-11-02T00:00:00Z', { ...sale, id: '2', value: 500 })
  await at.tell('2026-11-02T00:00:00Z', { ...sale, id: '3', value: 700, clickId: undefined })
  await at.tell('2026-11-02T00:00:00Z', { ...sale, id: '4', value: 80, currency: 'JPY' })
  await at.tell('2026-11-02T00:00:00Z', { ...sale, id: '5', stage: 'lead', value: 90_000 })
  await at.tell('2026-10-31T16:00:00Z', { ...sale, id: '6', value: 0.3, clickId: await at.click('2026-10-31T00:00:00Z') })
  await at.tell('2026-10-31T15:59:59Z', { ...sale, id: '7', value: 1e6, clickId: await at.click('2026-10-31T00:00:00Z') })
  const { results, byCurrency } = await at.read()
  expect(results).toEqual({ lead: 1, opportunity: 0, sale: 4 })
  expect(byCurrency).toMatchObject([
    { currency: 'TWD', value: '2000.3', unattributedValue: '700', roas: 5.000_75, costPer: { lead: '1000.15', sale: '250.0375' } },
    { currency: 'USD', value: '0' },
    { currency: 'JPY', cost: '0', value: '80', costPer: {} },
  ])
  const [twd, usd, jpy] = byCurrency
  // (2000.3 − 1000.15) ÷ 1000.15 × 100
  expect(twd?.roi).toBeCloseTo(100, 10)
  expect(usd).not.toHaveProperty('roi')
  expect(jpy).not.toHaveProperty('roi')
  expect(jpy).not.toHaveProperty('roas')
})

test('a campaign has the costs that are for it and the sales of its links', async () => {
  await using at = await spendingWorld()
  const { campaignId, team } = at
  await at.spend({ ...ads, campaignId })
  await at.spend({ ...ads, amount: '100' })
  await expect(at.spend({ ...ads, campaignId: randomUUID() })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const linkId = await at.link({ campaignId })
  const sale = { stage: 'sale', value: 600, currency: 'TWD' }
  await at.tell('2026-11-02T00:00:00Z', { ...sale, id: '1', clickId: await at.click('2026-11-01T00:00:00Z', { linkId }) })
  await at.tell('2026-11-02T00:00:00Z', { ...sale, id: '2', clickId: await at.click('2026-11-01T00:00:00Z') })
  await at.tell('2026-11-02T00:00:00Z', { ...sale, id: '3' })
  const its = [{ cost: '400', value: '600', unattributedValue: '0', roi: 50, roas: 1.5 }]
  expect((await at.read({ campaignId })).byCurrency).toMatchObject(its)
  expect((await at.read()).byCurrency).toMatchObject([{ cost: '500', value: '1200', unattributedValue: '600', roi: 140 }])
  await forgetCampaignOfCosts(at.db, { workspaceId: team.workspaceId, campaignId })
  expect((await at.read()).byCurrency).toMatchObject([{ cost: '500' }])
})

test('costs are changed and deleted by their own workspace alone', async () => {
  await using at = await spendingWorld()
  const { costNeeds, call, team } = at
  const { id: costId } = await at.spend(ads)
  const work = { hours: '2', rate: '500' }
  const changed = await changeCost(costNeeds, call, {
    costId,
    cost: { kind: 'hours', name: 'Mei', month: '2026-10', work, currency: 'TWD' },
  })
  expect(changed).toEqual({ id: costId, kind: 'hours', name: 'Mei', month: '2026-10', amount: '1000', currency: 'TWD', work })
  const stranger = (await testWorkspace(at.db)).owner.call('x')
  await expect(changeCost(costNeeds, stranger, { costId, cost: ads })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(removeCost(costNeeds, stranger, { costId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const months = { workspaceId: team.workspaceId, brandId: team.brandId, from: '2026-10', to: '2026-11' }
  expect(await listCosts(at.db, months)).toEqual([changed])
  expect(await listCosts(at.db, { ...months, from: '2026-11' })).toEqual([])
  await removeCost(costNeeds, call, { costId })
  expect(await listCosts(at.db, months)).toEqual([])
})
