import { join } from 'node:path'

import { systemClock } from '#kit/clock'
import { notificationsRouter, notifier, workOnNotifications } from '#modules/notifications'
import { createAuth, isSetUp, setupCodeOf, teamsRouter, workOnTeams } from '#modules/teams'

import type { Foundation } from './foundation.ts'
import { buildHttp } from './http.ts'
import { subscribeAll } from './subscriptions.ts'

export interface Hearth {
  /** Asked of the first visitor where others than this machine can reach Hearth. */
  readonly setupCode?: string
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Puts the modules on their foundation. */
export async function build(foundation: Foundation, role: 'all' | 'web' | 'worker'): Promise<Hearth> {
  const { config, log, db, jobs, events, live, secretKey, mail } = foundation
  const { publicUrl } = config
  const clock = systemClock
  const notify = notifier(jobs)
  const auth = createAuth({ db, log, secretKey, publicUrl, mail })
  const setupCode = config.onLoopback || role === 'worker' || (await isSetUp(db)) ? undefined : setupCodeOf(secretKey)
  const teamsNeeds = { db, clock, jobs, events, secretKey, publicUrl, mail, setupCode }
  const router = {
    teams: teamsRouter(teamsNeeds),
    notifications: notificationsRouter({ db, live, resolveActing: auth.resolveActing }),
  }
  workOnTeams(jobs, teamsNeeds)
  workOnNotifications(jobs, { db, publicUrl, mail })
  subscribeAll(events, { db, notify })
  const http =
    role === 'worker'
      ? undefined
      : await buildHttp({
          config,
          distDir: join(import.meta.dirname, '../../dist'),
          log,
          router,
          contextOf: async ({ headers, ip }) => {
            const acting = await auth.resolveActing(headers)
            return { headers, ip, ...(acting ? { acting } : {}) }
          },
          auth: (request) => auth.handler(request),
          serveMedia: async () => new Response(null, { status: 404 }),
          clientDocument: () => undefined,
          health: () => health(foundation),
          metrics: async () => ({ contentType: 'text/plain', body: '' }),
        })
  return {
    ...(setupCode ? { setupCode } : {}),
    start: async () => {
      await jobs.start(role === 'web' ? 'sends' : 'works')
      await http?.listen({ host: config.host, port: config.port })
    },
    stop: async () => {
      await http?.close()
      await jobs.stop(10_000)
    },
  }
}

async function health({ pool }: Foundation): Promise<{ ok: boolean; checks: Record<string, string> }> {
  const answer = await pool.query('select 1').then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.message : 'unreachable'),
  )
  return { ok: answer === 'ok', checks: { database: answer } }
}
