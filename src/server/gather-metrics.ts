import type { Metrics } from '#kit/metrics'
import type { WebhookFate } from '#modules/inbox'

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

/** Clicks on short links that the disk would not take. */
export function countLostClicks(metrics: Metrics): () => void {
  const lost = metrics.counter({ name: 'hearth_clicks_lost_total', help: 'Clicks on short links that could not be written to the disk' })
  return () => lost.add()
}

/** What networks told by themselves, by what became of it. */
export function countWebhooks(metrics: Metrics): (what: WebhookFate, network: string, amount?: number) => void {
  const messages = metrics.counter({
    name: 'hearth_webhooks_total',
    help: 'Messages of networks at the door: kept, repeated, or refused because no app of ours signed them',
    labels: ['network', 'what'],
  })
  const dropped = metrics.counter({
    name: 'hearth_webhook_events_dropped_total',
    help: 'Events in messages of networks that are for no account here, or that nothing could be made of',
    labels: ['network'],
  })
  return (what, network, amount = 1) => {
    if (what === 'dropped') dropped.add({ network }, amount)
    else messages.add({ network, what }, amount)
  }
}
