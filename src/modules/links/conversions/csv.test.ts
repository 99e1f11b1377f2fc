import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { exportConversions } from './export-conversions.ts'
import { importConversions } from './import-conversions.ts'
import { listConversions } from './list-conversions.ts'
import { siteWorld } from './test-site.ts'

type World = Awaited<ReturnType<typeof siteWorld>>

const daysOf = ({ team: { workspaceId, brandId } }: World) => ({ workspaceId, brandId, from: '2026-11-01', to: '2026-11-30' })

function take(at: World, csv: string, confirm: boolean) {
  return importConversions(at.needs, at.team.publisher.call('links.importConversions'), { siteId: at.site.id, csv, confirm })
}

async function kept(at: World) {
  const { conversions } = await listConversions(at.db, { ...daysOf(at), limit: 100 })
  return conversions.map(({ externalId, stage, money, at: when }) => [externalId, stage, money?.value, when])
}

test('a file is tried first and keeps nothing; confirmed, its good rows are kept once, and each bad one is told with its line', async () => {
  await using at = await siteWorld()
  const clickId = await at.click('2026-11-20T03:00:00Z')
  await at.tell('2026-11-20T04:00:00Z', { id: 'taken', stage: 'lead' })
  at.clock.set('2026-11-24T04:00:00Z')
  const csv = [
    '\uFEFFid;Stage;Value;Currency;Click_ID;at;corrects;Note',
    `A-1;sale;1280.50;twd;${clickId};2026-11-20T11:30:00+08:00;;"two\nlines; and ""quotes"""`,
    `A-2;成交;300;TWD;${clickId};2026/11/20;;`,
    'A-3;Lead;;;;2026-11-21 9:05;;',
    'A-4;;-80.5;TWD;;2026-11-22 10:00;A-1;',
    '',
    'taken;sale;1;TWD;;2026-11-21;;',
    ';sale;1;TWD;;2026-11-21;;',
    'B-2;visit;1;TWD;;2026-11-21;;',
    'B-3;sale;1,5;TWD;;2026-11-21;;',
    'B-4;sale;1;TWX;;2026-11-21;;',
    'B-5;sale;1;TWD;12;2026-11-21;;',
    'B-6;sale;1;TWD;;2026-02-30;;',
    'B-7;sale;1;TWD;;2026-11-25;;',
    'B-8;sale;-1;TWD;;2026-11-21;;',
    'B-9;;-1;TWD;;2026-11-21;gone;',
    'B-10;sale',
  ].join('\r\n')
  const tried = await take(at, csv, false)
  expect(tried).toEqual({
    rows: 15,
    fresh: 4,
    known: 0,
    attributed: 3,
    troubled: 11,
    troubles: [
      { line: 8, why: 'ID_TAKEN' },
      { line: 9, why: 'id' },
      { line: 10, why: 'stage' },
      { line: 11, why: 'value' },
      { line: 12, why: 'currency' },
      { line: 13, why: 'click_id' },
      { line: 14, why: 'at' },
      { line: 15, why: 'at' },
      { line: 16, why: 'value' },
      { line: 17, why: 'NO_SUCH_CONVERSION' },
      { line: 18, why: 'cells' },
    ],
    kept: false,
  })
  expect(await kept(at)).toHaveLength(1)
  expect(await take(at, csv, true)).toEqual({ ...tried, kept: true })
  expect(await kept(at)).toEqual([
    ['A-4', 'sale', '-80.5', '2026-11-22T02:00:00.000Z'],
    ['A-3', 'lead', undefined, '2026-11-21T01:05:00.000Z'],
    ['A-2', 'sale', '300', '2026-11-20T15:59:59.000Z'],
    ['taken', 'lead', undefined, '2026-11-20T04:00:00.000Z'],
    ['A-1', 'sale', '1280.5', '2026-11-20T03:30:00.000Z'],
  ])
  expect(await take(at, csv, true)).toMatchObject({ fresh: 0, known: 4, troubled: 11 })
  expect(await kept(at)).toHaveLength(5)
})

test('what is no list of conversions, or too long, is refused whole', async () => {
  await using at = await siteWorld()
  const head = 'id,stage,at\n'
  for (const csv of ['PK\u0003\u0004', 'id,stage\n1,sale\n', `${head}"1,sale\n`]) {
    await expect(take(at, csv, false)).rejects.toMatchObject({ code: 'CSV_UNREADABLE' })
  }
  const long = head + Array.from({ length: 10_001 }, (_, index) => `${index},lead,2026-11-21\n`).join('')
  await expect(take(at, long, false)).rejects.toMatchObject({ code: 'CSV_TOO_LONG' })
  const most = long.split('\n').slice(0, 10_001).join('\n')
  expect(await take(at, most, false)).toMatchObject({ rows: 10_000, fresh: 10_000, troubled: 0, kept: false })
  expect(await take(at, head, false)).toMatchObject({ rows: 0, fresh: 0 })
  const elsewhere = importConversions(at.needs, at.team.publisher.call('x'), { siteId: randomUUID(), csv: head, confirm: true })
  await expect(elsewhere).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('an export holds no formula, whatever a site calls its conversions, and can be taken in again', async () => {
  await using at = await siteWorld()
  const clickId = await at.click('2026-11-24T01:00:00Z')
  await at.tell('2026-11-24T02:00:00Z', { id: '=HYPERLINK("https://evil.example","a")', stage: 'lead' })
  await at.tell('2026-11-24T03:00:00Z', { id: '2', stage: 'sale', value: '5', currency: 'TWD', clickId })
  const { csv } = await exportConversions(at.db, daysOf(at))
  const [, sale, formula] = csv.split('\r\n')
  expect(sale).toMatch(new RegExp(`^2,sale,5,TWD,${clickId},2026-11-24T03:00:00.000Z,,script,attributed,[\\w-]{36},,$`))
  expect(formula).toMatch(/^"'=HYPERLINK\(""https:\/\/evil\.example"",""a""\)",lead,/)
  expect(await take(at, csv, false)).toMatchObject({ rows: 2, known: 1, fresh: 1, troubled: 0 })
})
