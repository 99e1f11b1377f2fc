import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { addConversion } from './add-conversion.ts'
import { eraseConversions } from './erase-conversions.ts'
import { importConversions } from './import-conversions.ts'
import { settleAllClicks } from './known-click.ts'
import { removeSite } from './sites.ts'
import { siteWorld } from './test-site.ts'
import { touchedConversions } from './touched-conversions.ts'
import { setWindow } from './window.ts'

test('whoever counts is told the days about which something changed, and all that counts on them by then', async () => {
  await using at = await siteWorld()
  const { team, needs, site } = at
  const { brandId, workspaceId } = team
  const deliveryId = randomUUID()
  const clickId = await at.click('2026-11-20T00:00:00Z', { linkId: await at.link({ deliveryId }) })
  let since = Temporal.Instant.fromEpochMilliseconds(0)
  const touched = async () => {
    const { upTo, brands } = await touchedConversions(at.db, since)
    since = upTo
    return brands.map(({ days, conversions }) => [days, conversions.map(({ hour, count }) => [hour.toISOString().slice(0, 13), count])])
  }
  await at.tell('2026-11-24T02:10:00Z', { id: '1', stage: 'sale', value: '5', currency: 'TWD', clickId })
  await at.tell('2026-11-24T02:50:00Z', { id: '2', stage: 'lead', clickId })
  await at.tell('2026-11-24T03:05:00Z', { id: '3', stage: 'lead', clickId })
  await at.tell('2026-11-24T03:06:00Z', { id: 'without a click', stage: 'lead' })
  await at.tell('2026-11-24T03:07:00Z', { id: 'of no post', stage: 'lead', clickId: await at.click('2026-11-20T00:00:00Z') })
  const first = await touchedConversions(at.db, since)
  expect(first.brands).toMatchObject([{ workspaceId, brandId }])
  expect(first.brands[0]?.conversions.every((each) => each.deliveryId === deliveryId)).toBe(true)
  const both = [
    ['2026-11-24T02', 2],
    ['2026-11-24T03', 1],
  ]
  expect(await touched()).toEqual([[['2026-11-24'], both]])
  expect(await touched()).toEqual([])
  // The same again is no news.
  await at.tell('2026-11-24T04:00:00Z', { id: '2', stage: 'lead', clickId })
  expect(await touched()).toEqual([])

  const csv = `id,stage,at,click_id\nlate,lead,2026-11-22T09:00:00Z,${clickId}`
  await importConversions(needs, team.owner.call('x'), { siteId: site.id, csv, confirm: false })
  expect(await touched()).toEqual([])
  await importConversions(needs, team.owner.call('x'), { siteId: site.id, csv, confirm: true })
  expect(await touched()).toEqual([[['2026-11-22'], [['2026-11-22T09', 1]]]])

  at.clock.set('2026-11-25T05:00:00Z')
  const refund = { siteId: site.id, stage: 'sale', externalId: 'r', at: '2026-11-25T04:00:00Z', corrects: '1' } as const
  await addConversion(needs, team.owner.call('x'), { ...refund, money: { value: '-5', currency: 'TWD' } })
  expect(await touched()).toEqual([[['2026-11-25'], []]])

  await eraseConversions(needs, team.owner.call('x'), { brandId, externalId: '2' })
  expect(await touched()).toEqual([
    [
      ['2026-11-24'],
      [
        ['2026-11-24T02', 1],
        ['2026-11-24T03', 1],
      ],
    ],
  ])

  // Three days after the click the 22nd is within the window, the 24th is not.
  await setWindow(needs, team.owner.call('x'), { brandId, days: 3 })
  expect(await touched()).toEqual([[['2026-11-22', '2026-11-24', '2026-11-25'], [['2026-11-22T09', 1]]]])

  const early = randomUUID()
  await at.tell('2026-11-26T01:00:00Z', { id: 'before its click', stage: 'lead', clickId: early })
  expect(await touched()).toEqual([[['2026-11-26'], []]])
  const late = await at.click('2026-11-26T00:00:00Z', { linkId: await at.link({ deliveryId: randomUUID() }) })
  await at.db.updateTable('links.click').set({ id: early }).where('id', '=', late).execute()
  await settleAllClicks(at.db)
  expect(await touched()).toEqual([[['2026-11-26'], [['2026-11-26T01', 1]]]])

  await removeSite(needs, team.owner.call('x'), { siteId: site.id })
  expect(await touched()).toEqual([[['2026-11-22', '2026-11-24', '2026-11-25', '2026-11-26'], []]])
})
