import { testClock } from '#kit/clock'
import { openMail } from '#kit/mail'
import { mentionsByDay } from '#modules/inbox'
import { clicksOfDeliveries } from '#modules/links'
import { notifier } from '#modules/notifications'
import { testSecretKey } from '#testing/teams'

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
  keepHoliday(date: string): Promise<void>
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
    analytics: measured?.needs ?? { db, clock, jobs, log: here.needs.log, publishing: here.needs, mentionsByDay, clicksOfDeliveries },
    picture,
    networkName: (id) => `The network ${id}`,
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
    [Symbol.asyncDispose]: () => here[Symbol.asyncDispose](),
  }
}
