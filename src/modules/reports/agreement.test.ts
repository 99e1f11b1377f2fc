import { randomUUID } from 'node:crypto'

import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'

import { figures } from '#modules/analytics'

import type { Block, Definition, Tile } from './contract.ts'
import { csvOfRun } from './document/csv-of-run.ts'
import { makeDocument } from './document/make-document.ts'
import { resolveRun } from './resolving/resolve-run.ts'
import { connectMilkLater, measuredTeas, reportsWorld, screenOf } from './test-reports.ts'

test('an account that is connected between two months makes no growth: on screen, in the report, its CSV and its workbook', async () => {
  await using at = await measuredTeas()
  await connectMilkLater(at)
  at.clock.set('2026-04-02T04:00:00Z')
  const { needs } = await reportsWorld({ now: '2026-04-02T04:00:00Z', measured: at })
  const [march, february] = [
    { from: '2026-03-01', to: '2026-03-31' },
    { from: '2026-02-01', to: '2026-02-28' },
  ]

  const { measures } = await screenOf(at, march)
  const ofOverview = (name: string) => measures.filter(({ metric }) => metric === name).map(({ now, before }) => [now, before])
  const rate = { base: 'reach', average: 'sums' } as const
  const asked = { ...at.ids, rate, filter: {}, period: march, against: february, basis: 'activity', by: 'nothing', limit: 100 } as const
  const { total, before } = await figures(at.needs, { ...asked, metrics: ['followers', 'followerGrowth', 'impressions'] })
  expect(ofOverview('followers')).toEqual([[9010, null]])
  // A whole month is compared with the whole one before, as in the report.
  expect(ofOverview('impressions')).toEqual([[360, 200]])
  expect([total.values, before?.values]).toEqual([
    { followers: 9010, followerGrowth: 10, impressions: 360 },
    { followers: null, followerGrowth: 0, impressions: 200 },
  ])

  const run = await resolveRun(needs, { ...at.ids, name: 'March', definition: lastMonth(), seenFrom: needs.clock.now() })
  const blocks = run.pages[0]?.blocks.map(({ block }) => block) ?? []
  const of = <Kind extends Block['kind']>(kind: Kind) =>
    blocks.filter((block): block is Extract<Block, { kind: Kind }> => block.kind === kind)
  expect(of('number').map(({ figure, change }) => [figure.value, change])).toEqual([[9010, undefined]])
  const rows = of('comparison').flatMap((block) => block.rows)
  expect(rows.map((row) => [row.name, row.now.value, row.before.said, row.change?.said])).toEqual([
    ['Followers', 9010, 'n/a', undefined],
    // From nothing there is no ratio, but an amount.
    ['Audience growth', 10, '0', '+10'],
    ['Impressions', 360, '200', '+80%'],
  ])

  const lines = csvOfRun(run).split('\r\n')
  expect(lines).toContain('"All","March 2026 – February 2026","Followers","February 2026",,"people","n/a"')
  expect(lines.filter((line) => line.includes('"Followers"'))).toHaveLength(3)
  expect(lines).toContain(`"All","March 2026 – February 2026","Audience growth","Change",10,"people","'+10"`)
  const files = unzipSync(await makeDocument(run, 'xlsx'))
  const read = (name: string) => strFromU8(files[name] ?? new Uint8Array())
  expect(rowsIn(read('xl/worksheets/sheet1.xml'), read('xl/sharedStrings.xml')).filter(([name]) => name === 'Followers')).toEqual([
    ['Followers', '9010'],
    ['Followers', '9010', 'n/a'],
  ])
})

function lastMonth(): Definition {
  const tile = { id: randomUUID(), width: 'full' as const }
  const measures = (['followers', 'followerGrowth', 'impressions'] as const).map((metric) => ({ of: 'posts' as const, metric }))
  const tiles: Tile[] = [
    { ...tile, kind: 'number', measure: { of: 'posts', metric: 'followers' } },
    { ...tile, kind: 'comparison', against: 'before', measures },
  ]
  return {
    language: 'en',
    period: { kind: 'last-month' },
    filter: {},
    basis: 'activity',
    rate: { base: 'reach', average: 'sums' },
    counts: 'all',
    look: { colour: '#0e6862' },
    pages: [{ id: randomUUID(), title: 'All', tiles }],
  }
}

/** What stands in the cells of a sheet, row by row. */
function rowsIn(sheet: string, shared: string): string[][] {
  const texts = [...shared.matchAll(/<si>.*?<t[^>]*>([^<]*)<\/t>.*?<\/si>/gs)].map(([, said = '']) => said)
  return [...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c([^>]*)>.*?<(?:v|t)[^>]*>([^<]*)<\/(?:v|t)>.*?<\/c>/gs)].map(([, of = '', said = '']) =>
      of.includes('t="s"') ? (texts[Number(said)] ?? '') : said,
    ),
  )
}
