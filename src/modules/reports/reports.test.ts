import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { changeReport } from './change-report.ts'
import type { Block, Definition, Tile } from './contract.ts'
import { copyReport } from './create-report.ts'
import { documentOfRun } from './document-of-run.ts'
import { csvOfRun } from './document/csv-of-run.ts'
import { readPdf, tight } from './document/test-read-pdf.ts'
import { finishRun, giveUpRun } from './finish-run.ts'
import { forgetReports } from './forget-reports.ts'
import { listReports } from './list-reports.ts'
import { makeRun } from './make-run.ts'
import { readReport } from './read-report.ts'
import { removeReport } from './remove-report.ts'
import { resolveRun } from './resolving/resolve-run.ts'
import { listRuns, readRun } from './runs.ts'
import { measuredTeas, reportsWorld } from './test-reports.ts'

const signal = AbortSignal.timeout(60_000)

test('a report is begun, changed by one at a time, copied and removed', async () => {
  await using world = await reportsWorld()
  const { at, needs } = world
  const { workspaceId, brandId, publisher } = at
  const begun = await world.begin('monthly')
  expect(begun.definition.pages.map(({ title }) => title)).toEqual(['Overview', 'Accounts', 'Posts', 'Compared'])
  const definition = { ...begun.definition, look: { colour: '#0e6862' }, pages: begun.definition.pages.slice(0, 1) }
  const wanted = { reportId: begun.id, revision: begun.revision, name: 'October', definition }
  const changed = await changeReport(needs, publisher.call('reports.change'), wanted)
  expect(changed).toMatchObject({ name: 'October', definition, revision: 2 })
  await expect(changeReport(needs, publisher.call('reports.change'), wanted)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
  const copy = await copyReport(needs, publisher.call('reports.copy'), { reportId: begun.id, name: 'August' })
  expect(copy).toMatchObject({ definition, name: 'August' })
  expect((await listReports(needs.db, { workspaceId, brandId })).map(({ name, pages }) => [name, pages])).toEqual([
    ['August', 1],
    ['October', 1],
  ])
  await removeReport(needs, publisher.call('reports.remove'), { reportId: copy.id })
  await expect(readReport(needs.db, { workspaceId, reportId: copy.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const stranger = await reportsWorld()
  await expect(readReport(needs.db, { workspaceId: stranger.at.workspaceId, reportId: begun.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await stranger[Symbol.asyncDispose]()
})

test('a run keeps what it said: screen, PDF and CSV have the same figures, whatever becomes of the report', async () => {
  await using world = await reportsWorld()
  const { at, needs, sent } = world
  const { workspaceId, publisher } = at
  const report = await world.begin('care')
  const { id: runId } = await makeRun(needs, publisher.call('reports.make'), { reportId: report.id })
  expect(sent).toEqual([{ name: 'reports.make-run', payload: { workspaceId, runId } }])
  await expect(documentOfRun(needs.db, { workspaceId, runId, kind: 'pdf' })).rejects.toMatchObject({ code: 'NOT_MADE' })
  await finishRun(needs, { workspaceId, runId }, signal)
  const { content, state } = await readRun(needs.db, { workspaceId, runId })
  expect(state).toBe('made')
  expect(content).toMatchObject({ title: 'Care in October', brand: 'Tea House', period: 'October 2026', timeZone: 'Asia/Taipei' })
  const numbers = content?.pages[0]?.blocks.flatMap(({ block }) => (block.kind === 'number' ? [[block.title, block.figure.said]] : []))
  expect(numbers).toEqual([
    ['Messages received', '0'],
    ['Action rate', 'n/a'],
    ['First answer, median', 'n/a'],
    ['Answers in time', 'n/a'],
    ['Resolution, median', 'n/a'],
    ['Resolved in time', 'n/a'],
  ])
  const pdf = await documentOfRun(needs.db, { workspaceId, runId, kind: 'pdf' })
  expect([pdf.name, pdf.type]).toEqual(['Care in October October 2026.pdf', 'application/pdf'])
  const text = tight((await readPdf(await pdf.bytes())).pages.join(''))
  for (const [title = '', said = ''] of numbers ?? []) expect(text).toContain(tight(title + said))
  const csv = await documentOfRun(needs.db, { workspaceId, runId, kind: 'csv' })
  expect(await csv.text()).toBe(content && csvOfRun(content).slice(1))
  expect(await csv.text()).toContain('"Care","Messages received","","",0,"number","0"')

  // A second run of the job, and a changed report, leave it as it is.
  await changeReport(needs, publisher.call('reports.change'), {
    reportId: report.id,
    revision: 1,
    name: 'Renamed',
    definition: report.definition,
  })
  world.clock.advance({ hours: 800 })
  await finishRun(needs, { workspaceId, runId }, signal)
  expect((await readRun(needs.db, { workspaceId, runId })).content).toEqual(content)
  expect(await listRuns(needs.db, { workspaceId, reportId: report.id, limit: 5 })).toMatchObject([
    { id: runId, state: 'made', bySchedule: false, period: 'October 2026', sendings: [] },
  ])
  await forgetReports(needs.db, { workspaceId })
  expect(await listReports(needs.db, { workspaceId, brandId: at.brandId })).toEqual([])
})

test('a report that cannot be made says so, and the owners are told once', async () => {
  await using world = await reportsWorld({ picture: () => Promise.reject(new Error('The library is away.')) })
  const { at, needs } = world
  const { workspaceId, publisher, owner } = at
  const { id: reportId, name, revision, definition } = await world.begin('care')
  const look = { ...definition.look, logoMediaId: randomUUID() }
  await changeReport(needs, publisher.call('reports.change'), { reportId, name, revision, definition: { ...definition, look } })
  const { id: runId } = await makeRun(needs, publisher.call('reports.make'), { reportId })
  await expect(finishRun(needs, { workspaceId, runId }, signal)).rejects.toThrow('The library is away.')
  await giveUpRun(needs, { workspaceId, runId })
  await giveUpRun(needs, { workspaceId, runId })
  expect(await readRun(needs.db, { workspaceId, runId })).toMatchObject({ state: 'failed' })
  const notices = await needs.db.selectFrom('notifications.notice').select(['member_id', 'kind', 'params', 'href']).execute()
  expect(notices).toEqual([
    { member_id: owner.memberId, kind: 'report-failed', params: { name, what: 'not-made' }, href: `/analytics/reports/${reportId}` },
  ])
})

test('every kind of tile says what analytics says, in the words of the report', async () => {
  await using at = await measuredTeas()
  const { needs } = await reportsWorld({ now: '2026-03-20T04:00:00Z', measured: at })
  const tile = { width: 'full' as const }
  const tiles: Tile[] = [
    { ...tile, id: randomUUID(), kind: 'number', measure: { of: 'posts', metric: 'impressions' } },
    { ...tile, id: randomUUID(), kind: 'trend', per: 'week', lines: { of: 'metrics', metrics: ['impressions'] } },
    { ...tile, id: randomUUID(), kind: 'chart', bars: { of: 'posts', by: 'network', metric: 'comments', most: 5 } },
    {
      ...tile,
      id: randomUUID(),
      kind: 'table',
      rows: { of: 'posts', by: 'account', metrics: ['impressions', 'shares'], most: 5 },
    },
    {
      ...tile,
      id: randomUUID(),
      kind: 'comparison',
      against: 'before',
      measures: [
        { of: 'posts', metric: 'comments' },
        { of: 'care', measure: 'received' },
      ],
    },
    { ...tile, id: randomUUID(), kind: 'posts', by: 'comments', direction: 'highest', metrics: ['comments'], most: 3 },
    { ...tile, id: randomUUID(), kind: 'number', measure: { of: 'posts', metric: 'impressions' }, filter: { networks: ['milk'] } },
  ]
  const definition: Definition = {
    language: 'en',
    period: { kind: 'days', from: '2026-03-01', to: '2026-03-19' },
    filter: {},
    basis: 'activity',
    rate: { base: 'reach', average: 'sums' },
    counts: 'all',
    look: { colour: '#0e6862' },
    pages: [{ id: randomUUID(), title: 'All', tiles }],
  }
  const run = await resolveRun(needs, { ...at.ids, name: 'March', definition, seenFrom: needs.clock.now() })
  const blocks = run.pages[0]?.blocks.map(({ block }) => block) ?? []
  const of = <Kind extends Block['kind']>(kind: Kind) =>
    blocks.filter((block): block is Extract<Block, { kind: Kind }> => block.kind === kind)
  expect(of('number').map(({ title, figure, change, against }) => [title, figure.said, change?.said, against])).toEqual([
    ['Impressions', '360', '+80%', 'against 10 – 28 February 2026'],
    ['Impressions', '60', undefined, undefined],
  ])
  expect(of('trend')).toMatchObject([
    {
      title: 'Impressions by week',
      labels: ['23 Feb', '2 Mar', '9 Mar', '16 Mar'],
      series: [{ name: 'Impressions', figures: [{ said: '0' }, { said: '0' }, { said: '360' }, { said: '0' }] }],
    },
  ])
  expect(of('chart')).toMatchObject([
    {
      title: 'Comments by network',
      bars: [
        { name: 'The network tea', figure: { said: '9' } },
        { name: 'The network milk', figure: { said: '3' } },
      ],
    },
  ])
  expect(of('table')).toMatchObject([
    {
      columns: ['Impressions', 'Shares'],
      rows: [{ figures: [{ said: '300' }, { said: '1' }] }, { figures: [{ said: '60' }, { said: 'n/a' }] }],
    },
  ])
  expect(of('comparison')[0]?.rows.map(({ name, now, before, change }) => [name, now.said, before.said, change?.said])).toEqual([
    ['Comments', '12', '4', '+200%'],
    ['Messages received', '0', '0', '±0'],
  ])
  expect(of('posts')[0]?.posts.map(({ text, figures, published }) => [text, published, figures[0]?.figure.said])).toEqual([
    ['Second flush', 'Tue 10 Mar, 09:00', '9'],
    ['With milk', 'Thu 12 Mar, 09:00', '3'],
  ])
  expect(run.notes).toEqual([
    'What happened in these days counts, on posts of any age and on the profiles.',
    'No network has told any figures yet.',
    'Shares: not told for sencha · The network milk.',
    'How long people waited counts every hour of the day, and only what people did counts.',
  ])
})
