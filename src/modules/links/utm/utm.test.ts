import { afterAll, beforeAll, expect, test } from 'vitest'

import { testClock } from '#kit/clock'
import { uuidv7 } from '#kit/ids'
import { testDatabase, type TestDatabase } from '#testing/database'
import { testWorkspace } from '#testing/workspace'

import { withUtm } from '../address-contract.ts'
import { forgetLinks, forgetLinksOfCampaign } from '../forget-links.ts'
import { createLink } from '../short/create-link.ts'
import { listLinks, readLink } from '../short/links.ts'
import { linksNeeds } from '../test-needs.ts'
import type { Patterns } from '../utm-contract.ts'
import { asValue, fillPatterns } from './fill-patterns.ts'
import { listPresets } from './presets.ts'
import { removePreset } from './remove-preset.ts'
import { setPreset } from './set-preset.ts'
import { utmFor } from './utm-for.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

const none: Patterns = { source: '', medium: '', campaign: '', term: '', content: '' }

test('parameters are added to what an address has, and never take the place of what its author wrote', () => {
  const utm = { source: 'x', medium: 'social', campaign: '' }
  expect(withUtm('https://tea.example', utm)).toBe('https://tea.example/?utm_source=x&utm_medium=social')
  expect(withUtm('https://tea.example/a?q=%E8%8C%B6+1&utm_source=poster#top', utm)).toBe(
    'https://tea.example/a?q=%E8%8C%B6+1&utm_source=poster&utm_medium=social#top',
  )
  const whole = 'https://tea.example/?utm_source=&utm_medium=print'
  expect(withUtm(whole, utm)).toBe(whole)
  expect(withUtm('https://tea.example/', { campaign: '春茶 & co' })).toBe('https://tea.example/?utm_campaign=%E6%98%A5%E8%8C%B6%20%26%20co')
})

test('values are written in one way; what a variable leaves empty leaves no trace, and a parameter of nothing is left out', () => {
  expect(asValue('  Spring Sale: 2027/03 ')).toBe('spring-sale-2027-03')
  expect(asValue('ＡＢＣ_春茶！')).toBe('abc_春茶')
  const patterns = { ...none, source: '{network}', campaign: '{campaign}-{label}', content: '{brand} {unknown}', term: '{post}' }
  expect(fillPatterns(patterns, { network: 'threads', campaign: 'Spring', brand: 'Tea House' })).toEqual({
    source: 'threads',
    campaign: 'spring',
    content: 'tea-house',
  })
})

test('the narrowest preset counts; a campaign takes its presets along; a link keeps what it was made with', async () => {
  const at = await testWorkspace(database.db)
  const needs = linksNeeds(database.db, { clock: testClock('2027-03-01T20:00:00Z') })
  const { workspaceId, brandId } = at
  const campaign = { id: uuidv7() }
  await database.db
    .insertInto('strategy.campaign')
    .values({
      workspace_id: workspaceId,
      id: campaign.id,
      brand_id: brandId,
      name: 'Spring Teas',
      colour: 'teal',
      from_day: null,
      to_day: null,
    })
    .execute()
  const set = (source: string, scope: { campaignId?: string; network?: string } = {}) =>
    setPreset(needs, at.publisher.call('links.setPreset'), { brandId, ...scope, patterns: { ...none, source } })
  const sourceFor = async (scope: { campaignId?: string; network?: string }) =>
    (await utmFor(needs, database.db, { workspaceId, brandId, ...scope })).source
  expect(await utmFor(needs, database.db, { workspaceId, brandId, network: 'x', campaignId: campaign.id })).toEqual({
    source: 'x',
    medium: 'social',
    campaign: 'spring-teas',
  })
  await set('of-brand-{date}')
  await set('first', { network: 'x' })
  const onNetwork = await set('of-network', { network: 'x' })
  await set('of-campaign', { campaignId: campaign.id })
  await set('of-both', { campaignId: campaign.id, network: 'x' })
  expect(await sourceFor({})).toBe('of-brand-2027-03-02')
  expect(await sourceFor({ network: 'x' })).toBe('of-network')
  expect(await sourceFor({ network: 'threads', campaignId: campaign.id })).toBe('of-campaign')
  expect(await sourceFor({ network: 'x', campaignId: campaign.id })).toBe('of-both')
  const link = await createLink(needs, at.publisher.call('links.create'), {
    brandId,
    target: 'https://tea.example/',
    network: 'x',
    campaignId: campaign.id,
  })
  await removePreset(needs, at.publisher.call('links.removePreset'), { presetId: onNetwork.id ?? '' })
  expect(await sourceFor({ network: 'x' })).toBe('of-brand-2027-03-02')
  await forgetLinksOfCampaign(database.db, { workspaceId, campaignId: campaign.id })
  expect(await listPresets(database.db, { workspaceId, brandId })).toHaveLength(1)
  const kept = await readLink(needs, database.db, { workspaceId, linkId: link.id })
  expect(kept).toMatchObject({ utm: { source: 'of-both' }, address: 'https://tea.example/?utm_source=of-both' })
  expect(kept.campaignId).toBeUndefined()
  await expect(utmFor(needs, database.db, { workspaceId, brandId, campaignId: at.brandId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('links are listed newest first, page by page, by what they say, for their brand alone, and go with their workspace', async () => {
  const [at, other] = [await testWorkspace(database.db), await testWorkspace(database.db)]
  const needs = linksNeeds(database.db)
  const { workspaceId, brandId } = at
  const make = (title: string, of = at) =>
    createLink(needs, of.publisher.call('links.create'), { brandId: of.brandId, target: 'https://tea.example/', title })
  for (const title of ['First 100%', 'Second', 'Third']) await make(title)
  const theirs = await make('Theirs', other)
  const page = await listLinks(needs, { workspaceId, brandId, limit: 2 })
  expect(page.links.map(({ title }) => title)).toEqual(['Third', 'Second'])
  const rest = await listLinks(needs, { workspaceId, brandId, limit: 2, cursor: page.next })
  expect(rest.links.map(({ title }) => title)).toEqual(['First 100%'])
  const found = await listLinks(needs, { workspaceId, brandId, limit: 9, text: '0%', made: 'by-hand' })
  expect(found.links.map(({ title }) => title)).toEqual(['First 100%'])
  expect(await listLinks(needs, { workspaceId, brandId, limit: 9, made: 'for-posts' })).toEqual({ links: [] })
  await expect(readLink(needs, database.db, { workspaceId, linkId: theirs.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(listLinks(needs, { workspaceId, brandId, limit: 9, cursor: 'no' })).rejects.toMatchObject({ code: 'BAD_CURSOR' })
  await forgetLinks(database.db, { workspaceId })
  expect(await listLinks(needs, { workspaceId, brandId, limit: 9 })).toEqual({ links: [] })
  expect((await listLinks(needs, { workspaceId: other.workspaceId, brandId: other.brandId, limit: 9 })).links).toHaveLength(1)
})
