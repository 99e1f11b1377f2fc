import type { Metrics } from '#kit/metrics'

import type { Foundation } from './foundation.ts'

/** The figures an operator watches: read when somebody looks. */
export function gatherMetrics(metrics: Metrics, { pool, jobs }: Foundation): void {
  metrics.gauge({ name: 'hearth_database_connections', help: 'Database connections of this process' }, () => pool.totalCount)
  metrics.gauge({ name: 'hearth_database_waiting', help: 'Queries of this process waiting for a connection' }, () => pool.waitingCount)
  metrics.gauge(
    { name: 'hearth_dead_jobs', help: 'Jobs that failed at every retry, at most 1000' },
    async () => (await jobs.deadLetters(1000)).length,
  )
}
