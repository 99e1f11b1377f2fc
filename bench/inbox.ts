import { Pool } from 'pg'

import { connectStandIn } from '../e2e/support/connect.ts'
import { hearth } from '../e2e/support/hearth.ts'
import { asManyPeople } from '../e2e/support/many-people.ts'
import { setUpOwner } from '../e2e/support/owner.ts'
import { settingsFor } from '../e2e/support/settings-for.ts'
import { standIn as facebook } from '../src/networks/facebook/stand-in.ts'
import { serveStandIn } from '../src/networks/serve-stand-in.ts'
import { measureArrival } from './inbox/arrival.ts'
import { fill } from './inbox/fill.ts'
import { measureReading } from './inbox/reading.ts'
import { measureSight } from './inbox/sight.ts'
import { ownDatabase } from './own-database.ts'
import { pssOfTree } from './processes.ts'

const threads = 200_000
const messagesEach = 5

/**
 * With 200,000 threads and 1,000,000 messages in the database. `ingest_per_second`: comments told by signed webhooks, one each, a tenth of them again, until all
 * are kept once, understood and through the rules; `ratio` of it to one plain row committed for each. `visible_…`: from the network's call to a browser's
 * list at 50 a second. `list_…`, `search_…`, `open_thread_…`: REST requests, one after the other. `count_drift`: what the counts say more or less than there is.
 * `pss_mib`: Hearth's process with 100 agents on the live stream.
 */
export async function measure(): Promise<Record<string, number>> {
  await using cleanUp = new AsyncDisposableStack()
  const postgres = cleanUp.use(await ownDatabase())
  const pool = new Pool({ connectionString: postgres.url, max: 10 })
  cleanUp.defer(() => pool.end())
  const served = await serveStandIn((there) =>
    facebook.open({
      now: () => Temporal.Now.instant(),
      origin: there,
      webOrigin: there,
      fetch,
      changed: () => undefined,
      rateLimits: false,
    }),
  )
  const { standIn, origin } = served
  cleanUp.defer(() => served.close())
  const settings = { ...settingsFor('facebook', standIn.options), HEARTH_ALLOW_ORIGINS: origin, HEARTH_TRUST_PROXY: 'true' }
  const running = await hearth({ ...settings, DATABASE_URL: postgres.url, HEARTH_LOG_LEVEL: 'warn' })
  cleanUp.defer(() => running.stop())
  const server = await running.run('all')
  const owner = asManyPeople(await setUpOwner(running.url))
  const page = standIn.addProfile({ handle: 'tea.house', displayName: 'Tea House', business: true })
  const post = standIn.act({ kind: 'post', by: page.id, text: 'Spring teas are here' })
  const account = await connectStandIn(owner, { network: 'facebook', standIn, profileId: page.id })
  const others = ['mastodon', 'bluesky', 'x'].map((network) => ({ id: crypto.randomUUID(), network }))
  const { memberId, workspace } = owner.me
  const accounts = [{ id: account.id, network: 'facebook' }, ...others]
  await fill(pool, { workspaceId: workspace.id, brandId: owner.brandId, memberId, accounts, threads, messagesEach })
  for (const rule of rules) await owner.call('POST', '/inbox/rules', { ...rule, brandId: owner.brandId, active: true })

  const secret = standIn.options['client_secret'] ?? ''
  const door = { url: `${running.url}/webhooks/facebook`, secret, pageId: page.id, postId: post.id }
  const reading = await measureReading(pool, owner)
  const arrival = await measureArrival(pool, door)
  const sight = await measureSight(running.url, door)
  const agents = await openAgents(running.url, owner.cookie)
  const pss = Math.round(pssOfTree(server.pid ?? 0))
  agents.abort()
  return { ...reading, ...arrival, ...sight, pss_mib: pss }
}

/** As a brand has them: some words, some meanings, one that marks and one that finishes. */
const rules = [
  { name: 'Refunds', conditions: { anyWord: ['refund*', '退款', '退費'] }, actions: { urgent: true } },
  { name: 'Angry', conditions: { meanings: ['complaint'], sentiments: ['negative'], noWord: ['sample'] }, actions: { urgent: true } },
  { name: 'Nothing to say', conditions: { only: ['emoji'] }, actions: { finish: true } },
]

const manyAgents = 100

/** Each with a live stream open. */
async function openAgents(url: string, cookie: string): Promise<AbortController> {
  const end = new AbortController()
  const open = async (index: number) => {
    const headers = { cookie, 'x-forwarded-for': `10.2.0.${index}` }
    const { body, status } = await fetch(`${url}/api/v1/live`, { headers, signal: end.signal })
    if (status !== 200) throw new Error(`The live stream answered ${status}.`)
    const reader = body?.getReader()
    const listen = async () => {
      while (!(await reader?.read())?.done);
    }
    listen().catch((error: unknown) => {
      if (!end.signal.aborted) throw error
    })
  }
  await Promise.all(Array.from({ length: manyAgents }, (_, index) => open(index)))
  return end
}
