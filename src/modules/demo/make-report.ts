import type { Around } from './make-accounts.ts'

/** A report of the month, made once so that there is something to look at, and sent each month to whoever made the demo. */
export async function makeReport({ api, brandId, language, story }: Around): Promise<void> {
  const { name, message } = story.report
  const { email } = await api.teams.me()
  const { id: reportId } = await api.reports.create({ brandId, name, template: 'monthly', language }, context('create'))
  await api.reports.setSchedule({ reportId, rhythm: { every: 'month', at: '08:00' }, recipients: [email], message, active: true })
  await api.reports.make({ reportId }, context('make'))
}

function context(step: string) {
  return { context: { idempotencyKey: `demo/report/${step}` } }
}
