import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { openVault } from '#kit/vault'
import { testWorkspace } from '#testing/workspace'

import { addConversion } from './add-conversion.ts'
import { conversionTotals } from './conversion-totals.ts'
import { eraseConversions } from './erase-conversions.ts'
import { forgetConversions } from './forget-conversions.ts'
import { forgetSiteSecrets } from './forget-site-secrets.ts'
import { settleAllClicks } from './known-click.ts'
import { listConversions } from './list-conversions.ts'
import { renewSecret, sealSitesAnew, secretOf } from './site-secret.ts'
import { changeSite, listSites, removeSite, siteByKey } from './sites.ts'
import { shop, siteWorld } from './test-site.ts'
import { setWindow } from './window.ts'

type World = Awaited<ReturnType<typeof siteWorld>>

const november = { from: '2026-10-30', to: '2026-11-30' }
const daysOf = ({ team: { workspaceId, brandId } }: World) => ({ workspaceId, brandId, ...november })

async function judged(at: World) {
  const { conversions } = await listConversions(at.db, { ...daysOf(at), limit: 100 })
  return Object.fromEntries(conversions.map(({ externalId, attribution }) => [externalId, attribution]))
}

test('a conversion is put down to a person’s click of the brand’s links, from the click until the end of the window, to the second', async () => {
  await using at = await siteWorld()
  const clickId = await at.click('2026-10-31T00:00:00Z')
  const lead = { stage: 'lead', clickId }
  await at.tell('2026-10-30T23:54:59Z', { ...lead, id: 'before' })
  await at.tell('2026-10-30T23:55:00Z', { ...lead, id: 'a clock behind' })
  await at.tell('2026-11-30T00:00:00Z', { ...lead, id: 'last second' })
  await at.tell('2026-11-30T00:00:01Z', { ...lead, id: 'too late' })
  await at.tell('2026-11-02T00:00:00Z', { ...lead, id: 'robot', clickId: await at.click('2026-11-01T00:00:00Z', { kind: 'bot' }) })
  await at.tell('2026-11-02T00:00:00Z', { ...lead, id: 'unheard of', clickId: randomUUID() })
  await at.tell('2026-11-02T00:00:00Z', { stage: 'lead', id: 'none' })
  await at.tell('2026-11-02T00:00:00Z', { ...lead, id: 'broken', clickId: 'cut off' })
  const elsewhere = await testWorkspace(at.db)
  const linkId = await at.link({ brandId: elsewhere.brandId })
  await at.tell('2026-11-02T00:00:00Z', { ...lead, id: 'of another brand', clickId: await at.click('2026-11-01T00:00:00Z', { linkId }) })
  const wanted = {
    before: 'before-click',
    'a clock behind': 'attributed',
    'last second': 'attributed',
    'too late': 'too-late',
    robot: 'robot',
    'unheard of': 'unknown-click',
    none: 'no-click',
    broken: 'no-click',
    'of another brand': 'unknown-click',
  }
  expect(await judged(at)).toEqual(wanted)
  const { brandId } = at.team
  await setWindow(at.needs, at.team.owner.call('links.setConversionWindow'), { brandId, days: 31 })
  expect(await judged(at)).toEqual({ ...wanted, 'too late': 'attributed' })
  const { conversions: robots } = await listConversions(at.db, { ...daysOf(at), only: 'unattributed', limit: 2 })
  expect(robots).toHaveLength(2)
  expect(robots.every(({ from }) => from === undefined)).toBe(true)
})

test('a click that reaches the database after its conversion counts, and what is known of it outlives its own row', async () => {
  await using at = await siteWorld()
  const early = randomUUID()
  await at.tell('2026-11-24T01:00:00Z', { stage: 'sale', id: '1', clickId: early })
  expect(await judged(at)).toEqual({ 1: 'unknown-click' })
  const late = await at.click('2026-11-24T00:59:00Z')
  await at.db.updateTable('links.click').set({ id: early }).where('id', '=', late).execute()
  expect(await judged(at)).toEqual({ 1: 'attributed' })
  await settleAllClicks(at.db)
  await at.db.deleteFrom('links.click').execute()
  expect(await judged(at)).toEqual({ 1: 'attributed' })
})

test('a conversion counts once by its id at each site; the same again changes nothing, another one under its id is refused', async () => {
  await using at = await siteWorld()
  const sale = { id: 'order-7', stage: 'sale', value: '1280.50', currency: 'twd', clickId: await at.click('2026-11-24T01:00:00Z') }
  const once = '2026-11-24T02:00:00Z'
  const told = await Promise.all(Array.from({ length: 5 }, () => at.tell(once, sale)))
  expect(told).toEqual(Array.from({ length: 5 }, () => ({ is: 'kept' })))
  expect(await at.tell('2026-11-24T03:00:00Z', { ...sale, value: 1280.5, clickId: undefined })).toEqual({ is: 'kept' })
  expect(await at.tell(once, { ...sale, value: 9 })).toEqual({ is: 'refused', why: 'ID_TAKEN' })
  const { conversions } = await listConversions(at.db, { ...daysOf(at), limit: 10 })
  expect(conversions).toMatchObject([
    {
      externalId: 'order-7',
      stage: 'sale',
      money: { value: '1280.5', currency: 'TWD' },
      at: '2026-11-24T02:00:00.000Z',
      source: 'script',
      from: { clickedAt: '2026-11-24T01:00:00.000Z' },
    },
  ])
})

test('what cannot be understood is refused, and the field is named', async () => {
  await using at = await siteWorld()
  const wrong = [
    [{ stage: 'visit' }, 'stage'],
    [{ stage: undefined }, 'stage'],
    [{ value: 5, currency: 'TWX' }, 'currency'],
    [{ value: 5 }, 'currency'],
    [{ value: '1e9', currency: 'TWD' }, 'value'],
    [{ value: -5, currency: 'TWD' }, 'value'],
    [{ value: -5, currency: 'TWD', corrects: '1' }, 'corrects'],
    [{ id: 'x'.repeat(201) }, 'id'],
  ] as const
  for (const [each, why] of wrong) {
    expect(await at.tell('2026-11-24T02:00:00Z', { id: '1', stage: 'sale', ...each })).toEqual({ is: 'refused', why })
  }
  expect(await judged(at)).toEqual({})
})

test('currencies are never added up; a refund takes value away in its own currency, is no conversion, and follows what it corrects', async () => {
  await using at = await siteWorld()
  const { team } = at
  const clickId = await at.click('2026-10-30T00:00:00Z')
  await at.tell('2026-11-24T02:00:00Z', { id: '1', stage: 'sale', value: '0.1', currency: 'TWD', clickId })
  await at.tell('2026-11-24T02:00:00Z', { id: '2', stage: 'sale', value: '0.2', currency: 'TWD', clickId })
  await at.tell('2026-11-24T02:00:00Z', { id: '3', stage: 'sale', value: '30', currency: 'USD' })
  await at.tell('2026-11-24T02:00:00Z', { id: '4', stage: 'lead', clickId })
  const refund = { siteId: at.site.id, stage: 'sale', at: '2026-11-30T02:00:00Z', corrects: '2' } as const
  at.clock.set('2026-11-30T03:00:00Z')
  const add = (more: object) => addConversion(at.needs, team.publisher.call('links.addConversion'), { ...refund, externalId: 'r', ...more })
  await expect(add({ money: { value: '-1', currency: 'USD' } })).rejects.toMatchObject({ code: 'OTHER_CURRENCY' })
  await expect(add({ corrects: 'nothing', money: { value: '-1', currency: 'TWD' } })).rejects.toMatchObject({ code: 'NO_SUCH_CONVERSION' })
  await add({ money: { value: '-0.05', currency: 'TWD' } })
  await expect(add({ corrects: 'r', externalId: 'r2', money: { value: '-1', currency: 'TWD' } })).rejects.toMatchObject({
    code: 'NO_SUCH_CONVERSION',
  })
  expect(await conversionTotals(at.db, daysOf(at))).toEqual([
    { stage: 'lead', count: 1, attributed: 1 },
    { stage: 'sale', currency: 'TWD', count: 2, attributed: 2, value: '0.25', attributedValue: '0.25' },
    { stage: 'sale', currency: 'USD', count: 1, attributed: 0, value: '30', attributedValue: '0' },
  ])
})

test('what is erased, by the id of a conversion or of a click, is gone with its corrections and does not come back', async () => {
  await using at = await siteWorld()
  const { team, needs } = at
  const { brandId } = team
  const clickId = await at.click('2026-11-24T01:00:00Z')
  const now = '2026-11-24T02:00:00Z'
  const sale = { stage: 'sale', value: 5, currency: 'TWD', clickId }
  for (const id of ['1', '2', '3']) await at.tell(now, { ...sale, id })
  await at.tell(now, { stage: 'lead', id: 'other' })
  const call = team.owner.call('links.eraseConversions')
  const money = { value: '-5', currency: 'TWD' }
  await addConversion(needs, team.owner.call('x'), { siteId: at.site.id, externalId: 'r', stage: 'sale', at: now, corrects: '1', money })
  expect(await eraseConversions(needs, call, { brandId, externalId: '1' })).toEqual({ erased: 2 })
  expect(await at.tell(now, { ...sale, id: '1' })).toEqual({ is: 'refused', why: 'CONVERSION_ERASED' })
  expect(await eraseConversions(needs, call, { brandId, clickId })).toEqual({ erased: 2 })
  expect(await at.tell(now, { ...sale, id: '2' })).toEqual({ is: 'refused', why: 'CONVERSION_ERASED' })
  await at.tell(now, { ...sale, id: 'new' })
  expect(await judged(at)).toEqual({ other: 'no-click', new: 'no-click' })
  const { rows } = await sqlOf(at)
  expect(rows.some((row) => JSON.stringify(row).includes(clickId))).toBe(false)
})

/** Everything that is kept about conversions, and the audit log. */
async function sqlOf({ db }: World) {
  const rows: object[] = [
    ...(await db.selectFrom('links.conversion').selectAll().execute()),
    ...(await db.selectFrom('links.conversion_erased').selectAll().execute()),
    ...(await db.selectFrom('teams.audit').selectAll().execute()),
  ]
  return { rows }
}

test('a site’s secret opens for the site alone, is sealed anew under a new key, and its row holds nothing of it', async () => {
  await using at = await siteWorld()
  const { secret } = await renewSecret(at.needs, at.team.owner.call('x', {}, 'a key'), { siteId: at.site.id })
  const row = await siteByKey(at.db, at.site.key)
  if (!row) throw new Error('The site is gone')
  expect(secretOf(at.needs, row)).toBe(secret)
  expect(() => secretOf(at.needs, { ...row, id: randomUUID() })).toThrow(/does not open/)
  const kept = await at.db.selectFrom('teams.idempotency').selectAll().execute()
  expect(JSON.stringify([row, kept])).not.toContain(secret)
  const old = { id: 'old', key: new Uint8Array(32).fill(7) }
  const fresh = { id: 'fresh', key: new Uint8Array(32).fill(8) }
  await at.db
    .updateTable('links.conversion_site')
    .set({ sealed: openVault({ keys: [old] }).seal(secret, `links.conversion_site/${row.workspace_id}/${row.id}`) })
    .execute()
  expect(await sealSitesAnew(at.db, openVault({ keys: [fresh, old] }))).toBe(1)
  const sealed = await siteByKey(at.db, at.site.key)
  expect(sealed && secretOf({ vault: openVault({ keys: [fresh] }) }, sealed)).toBe(secret)
  await forgetSiteSecrets(at.pool)
  expect((await listSites(at.needs, at.team)).sites).toMatchObject([{ signs: false }])
})

test('who belongs elsewhere sees and changes no site, and a workspace that is removed leaves nothing', async () => {
  await using at = await siteWorld()
  const other = await testWorkspace(at.db)
  const { id: siteId } = at.site
  const stranger = other.owner.call('x')
  const refused = { code: 'NOT_FOUND' }
  await at.tell('2026-11-24T02:00:00Z', { id: '1', stage: 'lead' })
  await expect(listConversions(at.db, { ...daysOf(at), workspaceId: other.workspaceId, limit: 5 })).rejects.toMatchObject(refused)
  await expect(listSites(at.needs, { workspaceId: other.workspaceId, brandId: at.team.brandId })).rejects.toMatchObject(refused)
  await expect(changeSite(at.needs, stranger, { siteId, name: 'Mine' })).rejects.toMatchObject(refused)
  await expect(removeSite(at.needs, stranger, { siteId })).rejects.toMatchObject(refused)
  await expect(renewSecret(at.needs, stranger, { siteId })).rejects.toMatchObject(refused)
  await expect(eraseConversions(at.needs, stranger, { brandId: at.team.brandId, externalId: '1' })).rejects.toMatchObject(refused)
  expect((await listSites(at.needs, at.team)).sites).toMatchObject([{ name: 'Shop', origins: [shop] }])
  expect(await judged(at)).toEqual({ 1: 'no-click' })
  await forgetConversions(at.db, at.team)
  expect((await listSites(at.needs, at.team)).sites).toEqual([])
  expect(await judged(at)).toEqual({})
})
