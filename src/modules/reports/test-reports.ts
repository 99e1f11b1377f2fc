import type { Overview, Period } from '#contract/analytics'
import { testClock } from '#kit/clock'
import { openMail } from '#kit/mail'
import { mentionsByDay } from '#modules/inbox'
import { clicksOfDeliveries, touchedConversions } from '#modules/links'
import { notifier } from '#modules/notifications'
import { testSecretKey } from '#testing/teams'

import { overview } from '../analytics/queries/overview.ts'
import { type AnalyticsWorld, analyticsWorld, milkInsights, usual } from '../analytics/test-analytics.ts'
import { setCare } from '../inbox/deadlines/care.ts'
import { world, type World } from '../publishing/test-world.ts'
import type { Report, TemplateName } from './contract.ts'
import { createReport } from './create-report.ts'
import type { ReportsNeeds } from './needs.ts'

export interface ReportsWorld extends AsyncDisposable {
  readonly at: World['at']
  readonly needs: ReportsNeeds
  readonly clock: ReturnType<typeof testClock>
  /** Jobs that were asked for. */
  readonly sent: { name: string; payload: unknown }[]
  keepHolidays(...dates: readonly string[]): Promise<void>
  begin(template: TemplateName): Promise<Report>
}

interface Given {
  readonly mailUrl?: string
  readonly now?: string
  readonly picture?: ReportsNeeds['picture']
  /** Whose posts and profiles are reported on; otherwise nobody posts. */
  readonly measured?: { readonly here: World; readonly needs: ReportsNeeds['analytics'] }
}

/** A workspace of its own that reports. */
export async function reportsWorld({
  mailUrl,
  now = '2026-11-20T03:00:00Z',
  picture = async () => undefined,
  measured,
}: Given = {}): Promise<ReportsWorld> {
  const here = measured?.here ?? (await world({ proof: 'token' }))
  const { db, at } = here
  const clock = testClock(now)
  const sent: ReportsWorld['sent'] = []
  const jobs: ReportsNeeds['jobs'] = { send: async (_, { name }, { payload }) => void sent.push({ name, payload }) }
  const needs: ReportsNeeds = {
    db,
    clock,
    jobs,
    mail: openMail({ url: mailUrl, from: 'Hearth <hearth@tea.example>' }),
    notify: notifier(jobs),
    secretKey: testSecretKey,
    publicUrl: 'https://hearth.tea.example',
    analytics: measured?.needs ?? {
      db,
      clock,
      jobs,
      log: here.needs.log,
      publishing: here.needs,
      mentionsByDay,
      clicksOfDeliveries,
      touchedConversions,
    },
    picture,
    networkName: (id) => `The network ${id}`,
  }
  return {
    at,
    needs,
    clock,
    sent,
    keepHolidays: async (...dates) => {
      const care = {
        week: [],
        holidays: dates.map((date) => ({ date, name: 'Harvest' })),
        targets: [],
        warnings: [],
        assigning: { how: 'by-hand' as const },
      }
      await setCare(needs, at.owner.call('inbox.setCare'), { brandId: at.brandId, care })
    },
    begin: (template) =>
      createReport(needs, at.publisher.call('reports.create'), { brandId: at.brandId, name: 'Care in October', template, language: 'en' }),
    [Symbol.asyncDispose]: () => here[Symbol.asyncDispose](),
  }
}

/** On tea, which tells how often a post was shared, and on milk, which does not. */
export async function measuredTeas(): Promise<AnalyticsWorld> {
  const at = await analyticsWorld()
  const { workspaceId, brandId } = at.ids
  const accounts = at.here.accounts.map(({ id, network, handle }) => ({
    workspace_id: workspaceId,
    id,
    brand_id: brandId,
    network,
    external_id: handle,
    handle,
    display_name: handle,
    avatar_url: null,
    profile_url: `https://${network}.example/${handle}`,
    settings: '{}',
    state: 'connected' as const,
    connected_at: '2026-01-01T00:00:00Z',
    scopes: null,
  }))
  await at.db.insertInto('connections.account').values(accounts).execute()
  await at.post('First flush', { at: '2026-02-10T01:00:00Z' })
  await at.post('Second flush', { at: '2026-03-10T01:00:00Z', type: 'video' })
  await at.post('With milk', { at: '2026-03-12T01:00:00Z', on: 1 })
  await at.tell('2026-02-11T02:00:00Z', { 'First flush': { impressions: 200, reach: 100, reactions: 10, comments: 4, shares: 0 } })
  await at.tell('2026-03-11T02:00:00Z', { 'Second flush': { impressions: 300, reach: 150, reactions: 20, comments: 9, shares: 1 } })
  await at.tell('2026-03-13T02:00:00Z', { 'With milk': { impressions: 60, reactions: 6, comments: 3 } }, 1)
  return at
}

/** Tea's followers are known since February; milk, which tells how many people follow too, is connected in the middle of March. */
export async function connectMilkLater(at: AnalyticsWorld): Promise<void> {
  const told = at.insights['tea']?.profile
  if (!told) throw new Error('Tea tells nothing.')
  at.insights['milk'] = { ...milkInsights, profile: { ...told, sources: [{ metric: 'followers', source: 'milk_followers' }], backDays: 0 } }
  await at.tellDays('2026-03-16T12:00:00Z', { '2026-02-02': { followers: 1000 }, '2026-03-11': { followers: 1010 } })
  await at.tellDays('2026-03-12T04:00:00Z', { now: { followers: 8000 } }, 1)
}

/** What the screen of analytics says of some days. */
export function screenOf(at: AnalyticsWorld, period: Period): Promise<Overview> {
  return overview(at.needs, { ...at.ids, ...usual, period })
}
