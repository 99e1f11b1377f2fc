import type { ConversionSite, ShortLink } from '#contract/links'
import type { Report, ReportLink, RunSummary } from '#contract/reports'

import type { Owner } from './owner.ts'
import { until } from './until.ts'

export interface CameOfIt {
  readonly linkId: string
  readonly siteId: string
  readonly reportId: string
  readonly runId: string
  /** Where strangers see the report. */
  readonly sharedPath: string
}

interface About {
  readonly postId: string
  readonly accountId: string
}

/** A link that somebody followed and bought by, what that cost, a report that was made and shared, and a post that is said again. */
export async function whatCameOfIt(owner: Owner, { postId, accountId }: About): Promise<CameOfIt> {
  const { brandId, call } = owner
  await call('PATCH', '/links/settings', { brandId, measuresConversions: true })
  const link = await call<ShortLink>('POST', '/links', { brandId, target: 'https://shop.example/oolong', title: 'Winter oolong, 150 g' })
  const clickId = await follow(link.url)
  const siteId = await sell(owner, clickId)
  await keep(owner, { postId, accountId })
  return { linkId: link.id, siteId, ...(await report(owner)) }
}

const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

/** As a person and as a program do. Answers the person's click. */
async function follow(url: string): Promise<string> {
  const led = async (agent: string) => {
    const answer = await fetch(url, { headers: { 'user-agent': agent }, redirect: 'manual' })
    await answer.arrayBuffer()
    return answer.headers.get('location') ?? ''
  }
  await led('curl/8.5.0')
  return new URL(await led(browser)).searchParams.get('hearth_click') ?? ''
}

async function sell({ brandId, call }: Owner, clickId: string): Promise<string> {
  const site = await call<ConversionSite>('POST', '/conversion-sites', { brandId, name: 'Shop', origins: ['https://shop.example'] })
  const at = Temporal.Now.instant().toString()
  const money = { value: '1280', currency: 'TWD' }
  for (const sale of [
    { externalId: 'order-1042', stage: 'sale', money, clickId },
    { externalId: 'order-1043', stage: 'sale', money },
    { externalId: 'tasting-7', stage: 'lead', clickId },
  ]) {
    await call('POST', '/conversions', { siteId: site.id, at, ...sale })
  }
  const month = Temporal.Now.plainDateISO('Asia/Taipei').toPlainYearMonth().toString()
  const cost = { month, currency: 'TWD' }
  await call('POST', '/costs', { brandId, cost: { kind: 'ads', name: 'Winter oolong', amount: '400', ...cost } })
  await call('POST', '/costs', { brandId, cost: { kind: 'hours', name: 'Pictures', work: { hours: '1.5', rate: '240' }, ...cost } })
  return site.id
}

/** The account has weekly times, and a category of its own says a post again. */
async function keep({ brandId, call }: Owner, { postId, accountId }: About): Promise<void> {
  const slots = ['2T09:30', '5T18:00']
  await call('PUT', `/accounts/${accountId}/cadence`, { accountId, slots, mostDaysApart: 3 })
  const category = { brandId, name: 'Tips', accountIds: [accountId], slots: ['3T12:00'], leastDays: 7 }
  const { id } = await call<{ id: string }>('POST', '/evergreen/categories', category)
  await call('POST', `/evergreen/categories/${id}/posts`, { postId, endsAfter: 5 })
}

async function report({ brandId, me, call }: Owner): Promise<Pick<CameOfIt, 'reportId' | 'runId' | 'sharedPath'>> {
  const about = { brandId, name: 'The month', template: 'monthly', language: me.language }
  const { id: reportId } = await call<Report>('POST', '/reports', about)
  const plan = { rhythm: { every: 'month', at: '08:00' }, recipients: ['client@buyers.example'], message: '', active: true }
  await call('PUT', `/reports/${reportId}/schedule`, { reportId, ...plan })
  const { id: runId } = await call<RunSummary>('POST', `/reports/${reportId}/runs`)
  await until('the report to be made', 60, async () => (await call<RunSummary>('GET', `/reports/runs/${runId}`)).state === 'made')
  const link = await call<ReportLink>('POST', `/reports/runs/${runId}/links`, { runId, days: 7 })
  return { reportId, runId, sharedPath: new URL(link.url).pathname }
}
