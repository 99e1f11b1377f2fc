import { expect, test } from 'vitest'

import { testMailServer } from '#testing/mail-server'

import type { Schedule } from '../contract.ts'
import { readPdf, tight } from '../document/test-read-pdf.ts'
import { finishRun } from '../finish-run.ts'
import { listRuns } from '../runs.ts'
import { crisisFor } from '../test-crisis.ts'
import { reportsWorld, type ReportsWorld } from '../test-reports.ts'
import { decideHeldReport, listHeldReports } from './held-reports.ts'
import { readSchedule, setSchedule } from './keep-schedule.ts'
import { noteUnclear } from './note-unclear.ts'
import { onBrandChanged } from './on-brand-changed.ts'
import { sendRun } from './send-run.ts'
import { startDue } from './start-due.ts'

const signal = AbortSignal.timeout(60_000)
const first = { last: false }

test('a schedule goes by the brand’s clock and holidays, also when they change', async () => {
  await using world = await reportsWorld()
  const { at, needs } = world
  const { workspaceId, brandId } = at
  await world.keepHolidays('2026-12-01')
  const { id: reportId } = await planned(world, ['ada@tea.example', 'Ada@Tea.example'])
  const key = { workspaceId, reportId }
  expect(await readSchedule(needs.db, key)).toMatchObject({ nextAt: '2026-12-02T00:00:00.000Z', recipients: ['ada@tea.example'] })
  await needs.db.updateTable('teams.brand').set({ time_zone: 'Europe/Berlin' }).where('workspace_id', '=', workspaceId).execute()
  await onBrandChanged(needs, { workspaceId, brandId, timeZone: 'Europe/Berlin', timeZoneBefore: 'Asia/Taipei' })
  expect(await readSchedule(needs.db, key)).toMatchObject({ nextAt: '2026-12-02T07:00:00.000Z' })
  await world.keepHolidays('2026-12-01', '2026-12-02')
  world.clock.set('2026-12-02T07:00:00Z')
  await startDue(needs)
  expect(await readSchedule(needs.db, key)).toMatchObject({ nextAt: '2026-12-03T07:00:00.000Z' })
  expect(await runsOf(world, reportId)).toEqual([])
})

test('when its time comes everyone on the list gets one letter with the report, however often the work runs', async () => {
  await using mail = await testMailServer()
  await using world = await reportsWorld({ mailUrl: mail.url })
  const { needs, clock } = world
  const { id: reportId } = await planned(world, ['ada@tea.example', 'kim@tea.example'], 'Here it is.')
  await startDue(needs)
  expect(world.sent).toEqual([])
  clock.set('2026-12-03T09:00:00Z')
  await Promise.all([startDue(needs), startDue(needs)])
  const [run, ...more] = await runsOf(world, reportId)
  expect(more).toEqual([])
  const key = { workspaceId: world.at.workspaceId, runId: run?.id ?? '' }
  await Promise.all([finishRun(needs, key, signal), finishRun(needs, key, signal)])
  expect(world.sent.filter(({ name }) => name === 'reports.send-run')).toEqual([{ name: 'reports.send-run', payload: key }])
  await Promise.all([sendRun(needs, key, first), sendRun(needs, key, first)])
  await sendRun(needs, key, first)
  expect(mail.letters.map(({ to }) => to).toSorted()).toEqual(['ada@tea.example', 'kim@tea.example'])
  expect(mail.letters[0]).toMatchObject({ subject: 'Care in October – November 2026' })
  expect(mail.letters[0]?.text).toContain('Here it is.')
  const [file] = mail.letters[0]?.files ?? []
  expect(file).toMatchObject({ name: 'Care in October November 2026.pdf', mimeType: 'application/pdf' })
  const { pages } = await readPdf(file?.bytes ?? new Uint8Array())
  expect(tight(pages[0] ?? '')).toContain('Messagesreceived0')
  expect(await runsOf(world, reportId)).toMatchObject([
    {
      bySchedule: true,
      state: 'made',
      sendings: [
        { recipient: 'ada@tea.example', state: 'sent' },
        { recipient: 'kim@tea.example', state: 'sent' },
      ],
    },
  ])
  const schedule = await readSchedule(needs.db, { workspaceId: key.workspaceId, reportId })
  expect(schedule?.nextAt).toBe('2027-01-01T00:00:00.000Z')
})

test('a letter that was refused fails, one that the server may wait with is tried again, and one of which nobody knows is left alone', async () => {
  const fates = { 'gone@tea.example': { refuse: 550 }, 'later@tea.example': { refuse: 451 }, 'lost@tea.example': 'vanish' } as const
  await using mail = await testMailServer({ fate: (to) => Object.entries(fates).find(([each]) => each === to)?.[1] ?? 'take' })
  await using world = await reportsWorld({ mailUrl: mail.url })
  const { needs, clock } = world
  const { id: reportId } = await planned(world, [...Object.keys(fates), 'killed@tea.example'])
  clock.set('2026-12-01T00:00:00Z')
  await startDue(needs)
  const [run] = await runsOf(world, reportId)
  const key = { workspaceId: world.at.workspaceId, runId: run?.id ?? '' }
  await finishRun(needs, key, signal)
  // A process ended in the middle of it.
  const killed = { state: 'sending' as const, changed_at: new Date('2026-01-01') }
  await needs.db.updateTable('reports.sending').set(killed).where('recipient', '=', 'killed@tea.example').execute()
  await expect(sendRun(needs, key, first)).rejects.toThrow('1 letters with a report wait for another try.')
  expect(await statesOf(world, reportId)).toMatchObject({ 'later@tea.example': 'waiting', 'killed@tea.example': 'sending' })
  await sendRun(needs, key, { last: true })
  await noteUnclear(needs)
  await sendRun(needs, key, first)
  expect(await statesOf(world, reportId)).toEqual({
    'gone@tea.example': 'failed',
    'killed@tea.example': 'unclear',
    'later@tea.example': 'failed',
    'lost@tea.example': 'unclear',
  })
  expect(mail.letters.map((letter) => letter.to)).toEqual(['lost@tea.example'])
  const notices = await needs.db.selectFrom('notifications.notice').select(['kind', 'params']).execute()
  expect(notices.map(({ params }) => `${params['recipient']} ${params['what']}`).toSorted()).toEqual([
    'gone@tea.example not-sent',
    'killed@tea.example unclear',
    'later@tea.example not-sent',
    'lost@tea.example unclear',
  ])
})

test('a crisis holds what goes to people outside, until somebody decides after it', async () => {
  await using mail = await testMailServer()
  await using world = await reportsWorld({ mailUrl: mail.url })
  const { needs, clock, at } = world
  const { workspaceId, brandId, publisher } = at
  const crisis = crisisFor({ at, needs: needs.analytics.publishing })
  const inside = publisher.email
  const { id: reportId } = await planned(world, ['ada@tea.example', inside])
  clock.set('2026-12-01T00:00:00Z')
  await startDue(needs)
  const [run] = await runsOf(world, reportId)
  const key = { workspaceId, runId: run?.id ?? '' }
  const { id } = await crisis.begin()
  await finishRun(needs, key, signal)
  await sendRun(needs, key, first)
  expect(await statesOf(world, reportId)).toEqual({ 'ada@tea.example': 'held', [inside]: 'sent' })
  expect(await listHeldReports(needs.db, { workspaceId, brandId })).toMatchObject([{ reportId, recipients: ['ada@tea.example'] }])
  const decide = (decision: 'send' | 'leave-out') =>
    decideHeldReport(needs, publisher.call('reports.decideHeldReport'), { runId: key.runId, decision })
  await decide('send')
  await sendRun(needs, key, first)
  expect(await statesOf(world, reportId)).toMatchObject({ 'ada@tea.example': 'held' })
  await crisis.end(id)
  await sendRun(needs, key, first)
  expect(mail.letters.map(({ to }) => to)).toEqual([inside])
  await decide('send')
  await sendRun(needs, key, first)
  expect(mail.letters.map(({ to }) => to)).toEqual([inside, 'ada@tea.example'])
  await expect(decide('leave-out')).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

async function planned(world: ReportsWorld, recipients: string[], message = '') {
  const report = await world.begin('care')
  const schedule: Schedule = { reportId: report.id, rhythm: { every: 'month', at: '08:00' }, recipients, message, active: true }
  await setSchedule(world.needs, world.at.publisher.call('reports.setSchedule'), schedule)
  return report
}

function runsOf({ needs, at }: ReportsWorld, reportId: string) {
  return listRuns(needs.db, { workspaceId: at.workspaceId, reportId, limit: 10 })
}

async function statesOf(world: ReportsWorld, reportId: string) {
  const [run] = await runsOf(world, reportId)
  return Object.fromEntries(run?.sendings.map(({ recipient, state }) => [recipient, state]) ?? [])
}
