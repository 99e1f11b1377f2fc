import { type Clock, systemClock } from '#kit/clock'
import type { Db, Tx } from '#kit/database'
import { guardedFetch } from '#kit/http'
import type { JobSender } from '#kit/jobs'
import { type Mail, openMail } from '#kit/mail'
import { openVault } from '#kit/vault'
import { brandPlaces } from '#modules/teams'
import { testSecretKey } from '#testing/teams'

import { hookOrigins } from './hooks/hook-needs.ts'
import type { NotificationWorkNeeds } from './needs.ts'
import { notifier } from './notify.ts'

export interface SentJob {
  readonly name: string
  readonly payload: unknown
  readonly startAfter?: Temporal.Instant | undefined
}

interface Given {
  readonly clock?: Clock
  readonly mail?: Mail
  /** Origins of stand-ins. */
  readonly origins?: readonly string[]
  readonly hookOrigins?: NotificationWorkNeeds['hookOrigins']
  readonly jobs?: JobSender
}

/** What the work of notices needs, on a real database; jobs are collected instead of done. */
export function notificationNeeds(db: Db, given: Given = {}): NotificationWorkNeeds & { readonly sent: SentJob[] } {
  const sent: SentJob[] = []
  const { clock = systemClock, origins = [] } = given
  const jobs = given.jobs ?? {
    send: async (_db: Db | Tx, job, { payload, startAfter }) => void sent.push({ name: job.name, payload, startAfter }),
  }
  const fetch = guardedFetch({ allowOrigins: origins })
  return {
    db,
    clock,
    jobs,
    sent,
    notify: notifier(jobs, { clock, finder: (field) => brandPlaces[field] }),
    publicUrl: 'https://hearth.tea.example',
    mail: given.mail ?? openMail({ from: 'Hearth <hearth@tea.example>' }),
    vault: openVault({ keys: [{ id: 'test', key: testSecretKey }] }),
    fetchFor: () => fetch,
    allowedOrigins: new Set(origins),
    hookOrigins: given.hookOrigins ?? hookOrigins,
  }
}
