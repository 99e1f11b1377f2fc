import { testClock } from '#kit/clock'
import { openMail } from '#kit/mail'
import { notifier } from '#modules/notifications'
import { testDatabase } from '#testing/database'
import { testSecretKey } from '#testing/teams'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import { setCare } from '../inbox/deadlines/care.ts'
import type { Report, TemplateName } from './contract.ts'
import { createReport } from './create-report.ts'
import type { ReportsNeeds } from './needs.ts'

export interface ReportsWorld extends AsyncDisposable {
  readonly at: TestWorkspace
  readonly needs: ReportsNeeds
  readonly clock: ReturnType<typeof testClock>
  /** Jobs that were asked for. */
  readonly sent: { name: string; payload: unknown }[]
  keepHoliday(date: string): Promise<void>
  begin(template: TemplateName): Promise<Report>
}

/** A workspace of its own that reports; analytics where the test brings it. */
export async function reportsWorld({
  mailUrl,
  now = '2026-11-20T03:00:00Z',
  ...given
}: { mailUrl?: string; now?: string } & Partial<Pick<ReportsNeeds, 'analytics' | 'picture'>> = {}): Promise<ReportsWorld> {
  const database = await testDatabase()
  const at = await testWorkspace(database.db)
  const clock = testClock(now)
  const sent: ReportsWorld['sent'] = []
  const jobs: ReportsNeeds['jobs'] = { send: async (_, { name }, { payload }) => void sent.push({ name, payload }) }
  const needs: ReportsNeeds = {
    db: database.db,
    clock,
    jobs,
    mail: openMail({ url: mailUrl, from: 'Hearth <hearth@tea.example>' }),
    notify: notifier(jobs),
    secretKey: testSecretKey,
    publicUrl: 'https://hearth.tea.example',
    analytics: { figures: unasked, posts: unasked },
    picture: async () => undefined,
    networkName: (id) => id,
    ...given,
  }
  return {
    at,
    needs,
    clock,
    sent,
    keepHoliday: async (date) => {
      const care = { week: [], holidays: [{ date, name: 'Harvest' }], targets: [], warnings: [], assigning: { how: 'by-hand' as const } }
      await setCare(needs, at.owner.call('inbox.setCare'), { brandId: at.brandId, care })
    },
    begin: (template) =>
      createReport(needs, at.publisher.call('reports.create'), { brandId: at.brandId, name: 'Care in October', template, language: 'en' }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

/** For reports about the inbox alone. */
function unasked(): Promise<never> {
  return Promise.reject(new Error('This report asks analytics nothing.'))
}
