import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import { forgetOldWordings } from './answers/repeated-answers.ts'
import { renewDeadlinesJob } from './deadlines/renew-deadlines-job.ts'
import { renewDeadlines } from './deadlines/renew-deadlines.ts'
import { tellDeadlines } from './deadlines/tell-deadlines.ts'
import { understandRest } from './meaning/understand-rest.ts'
import { gatherTally } from './measures/tally.ts'
import type { InboxNeeds } from './needs.ts'
import { markRest } from './people/mark-profiles.ts'
import { forgetAbsent } from './presence.ts'
import { lookAtThreadJob } from './reading/look-at-thread-job.ts'
import { lookAtThread } from './reading/look-at-thread.ts'
import { readDue } from './reading/read-due.ts'
import { readSourceJob } from './reading/read-source-job.ts'
import { readSource } from './reading/read-source.ts'
import { hideForRuleJob } from './rules/hide-for-rule-job.ts'
import { hideForRule } from './rules/hide-for-rule.ts'
import { undoRest, undoRuleJob } from './rules/undo-rule.ts'
import { shareOutJob } from './sharing/share-out-job.ts'
import { shareOut } from './sharing/share-out.ts'
import { wakeSnoozed } from './wake-snoozed.ts'
import { handleWebhooksJob } from './webhooks/handle-webhooks-job.ts'
import { handleWebhooks } from './webhooks/handle-webhooks.ts'
import { forgetOldWebhooks } from './webhooks/take-webhooks.ts'
import { gramRest } from './words/gram-rest.ts'

const everyMinute = { schema: z.object({}), retry: { times: 0, delaySeconds: 1, maxDelaySeconds: 1 } }
/** Looks which sources are to be read again. */
const readDueJob = defineJob({ name: 'inbox.read-due', ...everyMinute })
const wakeJob = defineJob({ name: 'inbox.wake-snoozed', ...everyMinute })
const absentJob = defineJob({ name: 'inbox.forget-absent', ...everyMinute })
const tidyJob = defineJob({ name: 'inbox.tidy', schema: z.object({}) })
const gramRestJob = defineJob({ name: 'inbox.gram-rest', ...everyMinute })
const tellDeadlinesJob = defineJob({ name: 'inbox.tell-deadlines', ...everyMinute })
const understandRestJob = defineJob({ name: 'inbox.understand-rest', ...everyMinute })

export function workOnInbox(jobs: Jobs, needs: InboxNeeds): void {
  jobs.work(readDueJob, () => readDue(needs))
  jobs.work(readSourceJob, (source, { signal }) => readSource(needs, source, signal), { concurrency: 8 })
  jobs.work(lookAtThreadJob, (thread, { signal }) => lookAtThread(needs, thread, signal), { concurrency: 4 })
  jobs.work(wakeJob, () => wakeSnoozed(needs.db))
  jobs.work(absentJob, () => forgetAbsent(needs.db))
  jobs.work(gramRestJob, async () => {
    await gramRest(needs)
    await markRest(needs.db)
  })
  jobs.work(tidyJob, async () => {
    await forgetOldWordings(needs.db)
    await forgetOldWebhooks(needs.db)
    await gatherTally(needs.db)
  })
  jobs.work(handleWebhooksJob, (_, { signal }) => handleWebhooks(needs, signal), { concurrency: 2 })
  jobs.work(understandRestJob, () => understandRest(needs))
  jobs.work(hideForRuleJob, (which, run) => hideForRule(needs, which, run), { concurrency: 4 })
  jobs.work(undoRuleJob, (undoing) => undoRest(needs, undoing))
  jobs.work(renewDeadlinesJob, (brand) => renewDeadlines(needs.db, brand))
  jobs.work(shareOutJob, () => shareOut(needs.db))
  jobs.work(tellDeadlinesJob, () => tellDeadlines(needs))
  jobs.schedule(readDueJob, { cron: '* * * * *', payload: {} })
  jobs.schedule(wakeJob, { cron: '* * * * *', payload: {} })
  jobs.schedule(absentJob, { cron: '* * * * *', payload: {} })
  jobs.schedule(tidyJob, { cron: '43 * * * *', payload: {} })
  jobs.schedule(gramRestJob, { cron: '* * * * *', payload: {} })
  jobs.schedule(understandRestJob, { cron: '* * * * *', payload: {} })
  jobs.schedule(shareOutJob, { cron: '* * * * *', payload: {} })
  jobs.schedule(tellDeadlinesJob, { cron: '* * * * *', payload: {} })
}
