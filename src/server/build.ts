import { join } from 'node:path'

import { systemClock } from '#kit/clock'
import { type Metrics, openMetrics } from '#kit/metrics'
import { workOnAnalytics } from '#modules/analytics'
import { workOnConnections } from '#modules/connections'
import { resumeDemo, workOnDemo } from '#modules/demo'
import { workOnGovernance } from '#modules/governance'
import { workOnInbox } from '#modules/inbox'
import { type DoorNeeds, type LinksDoor, linksDoor, workOnLinks } from '#modules/links'
import { resumeUploads, workOnMedia } from '#modules/media'
import { workOnNotifications } from '#modules/notifications'
import { type PublishingWorker, startPublishing, workOnPublishing } from '#modules/publishing'
import { workOnReports } from '#modules/reports'
import { createAuth, isSetUp, setupCodeOf, workOnTeams } from '#modules/teams'

import { apiInProcess, demoSandbox } from './demo.ts'
import type { Foundation } from './foundation.ts'
import { countLostClicks, countWebhooks, gatherMetrics } from './gather-metrics.ts'
import { buildHttp, type HttpNeeds } from './http.ts'
import { type ModuleNeeds, moduleNeeds } from './module-needs.ts'
import { outside } from './outside.ts'
import { placeFinder } from './places.ts'
import { buildRouter } from './router.ts'
import { type LazySandbox, lazySandbox } from './sandbox.ts'
import { subscribeAll } from './subscriptions.ts'

export interface Hearth {
  /** Asked of the first visitor where others than this machine can reach Hearth. */
  readonly setupCode?: string
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Puts the modules on their foundation. */
export async function build(foundation: Foundation, role: 'all' | 'web' | 'worker'): Promise<Hearth> {
  const { config, log, db, jobs, secretKey } = foundation
  const setupCode = config.onLoopback || role === 'worker' || (await isSetUp(db)) ? undefined : setupCodeOf(secretKey)
  const sandbox = role === 'all' ? lazySandbox(foundation) : undefined
  const world = outside(foundation, sandbox)
  const auth = createAuth({ ...foundation, clock: systemClock, publicUrl: config.publicUrl, fetch: world.fetch })
  const metrics = await openMetrics()
  const countLost = countLostClicks(metrics)
  const needs = moduleNeeds(foundation, {
    clock: systemClock,
    setupCode,
    resolveActing: (headers) => auth.resolveActing(headers),
    outside: world,
    demo: {
      sandbox: demoSandbox(sandbox, foundation),
      api: apiInProcess(() => router),
      linksDoor: (clock) => doorOf(foundation, { countLost, clock }),
    },
    countWebhooks: countWebhooks(metrics),
  })
  const router = buildRouter(needs)
  gatherMetrics(metrics, foundation)
  let worker: PublishingWorker | undefined
  takeUpWork(foundation, needs, { wake: () => worker?.wake() })
  const door = role === 'worker' ? undefined : doorOf(foundation, { countLost, clock: systemClock })
  const http = door && (await httpOf(foundation, { auth, needs, router, metrics, sandbox, door }))
  return {
    ...(setupCode ? { setupCode } : {}),
    start: async () => {
      await jobs.start(role === 'web' ? 'sends' : 'works')
      if (role !== 'web') worker = startPublishing(needs.publishing)
      if (role === 'all') await resumeDemo(needs.demo)
      if (role !== 'worker') await resumeUploads(needs.media)
      await door?.start()
      await http?.listen({ host: config.host, port: config.port })
      // Hearth itself is ready before; what asks for the sandbox waits until it is open.
      sandbox?.openIfUsed().catch((error: unknown) => log.error({ err: error }, 'The sandbox could not be opened'))
    },
    stop: async () => {
      await http?.close()
      await door?.stop()
      await worker?.stop()
      await jobs.stop(10_000)
      await sandbox?.close()
    },
  }
}

interface BehindHttp extends Pick<HttpNeeds, 'auth' | 'router' | 'door'> {
  readonly needs: ModuleNeeds
  readonly metrics: Metrics
  readonly sandbox: LazySandbox | undefined
}

function httpOf(foundation: Foundation, { metrics, sandbox, ...behind }: BehindHttp): ReturnType<typeof buildHttp> {
  const { config, log, db } = foundation
  return buildHttp({
    ...behind,
    config,
    log,
    find: placeFinder(db),
    distDir: join(import.meta.dirname, '../../dist'),
    health: () => health(foundation),
    metrics: () => metrics.page(),
    sandbox: () => sandbox?.opened(),
  })
}

function doorOf({ db, live, log, dataDir }: Foundation, { countLost, clock }: Pick<DoorNeeds, 'countLost' | 'clock'>): LinksDoor {
  return linksDoor({ db, clock, live, log, dataDir, countLost })
}

/** What each module does in the background, and what it hears of the others. */
function takeUpWork({ jobs, events }: Foundation, needs: ModuleNeeds, publishing: { readonly wake: () => void }): void {
  workOnTeams(jobs, needs.teams)
  workOnNotifications(jobs, needs.notifications)
  workOnConnections(jobs, needs.connections)
  workOnMedia(jobs, needs.media)
  workOnLinks(jobs, needs.links)
  workOnGovernance(jobs, needs.governance)
  workOnPublishing(jobs, needs.publishing, publishing)
  workOnInbox(jobs, needs.inbox)
  workOnAnalytics(jobs, needs.analytics)
  workOnReports(jobs, needs.reports)
  workOnDemo(jobs, needs.demo)
  subscribeAll(events, needs)
}

/** For load balancers: the reason goes to the log, not to strangers. */
async function health({ pool, log }: Foundation): Promise<{ ok: boolean; checks: Record<string, string> }> {
  const overtime = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('The database did not answer within 3 seconds')), 3000).unref()
  })
  try {
    await Promise.race([pool.query('select 1'), overtime])
    return { ok: true, checks: { database: 'ok' } }
  } catch (error) {
    log.warn({ err: error }, 'The health check failed')
    return { ok: false, checks: { database: 'unreachable' } }
  }
}
