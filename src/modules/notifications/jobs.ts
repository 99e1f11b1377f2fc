import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import { hookJob } from './hooks/hook-job.ts'
import { sealHooksAnew } from './hooks/seal-hooks-anew.ts'
import { tellHook } from './hooks/tell-hook.ts'
import { mailNoticeJob } from './letters/mail-notice-job.ts'
import { mailNotice } from './letters/mail-notice.ts'
import { releaseDue } from './letters/release-due.ts'
import { sendLetterJob } from './letters/send-letter-job.ts'
import { sendLetter } from './letters/send-letter.ts'
import type { NotificationWorkNeeds } from './needs.ts'
import { pushJob } from './push/push-job.ts'
import { sealPushAnew } from './push/seal-push-anew.ts'
import { sendPush } from './push/send-push.ts'
import { tidyNotifications } from './tidy-notifications.ts'

const releaseDueJob = defineJob({ name: 'notifications.release-due', schema: z.object({}) })
const tidyJob = defineJob({ name: 'notifications.tidy', schema: z.object({}) })
const sealAnewJob = defineJob({ name: 'notifications.seal-anew', schema: z.object({}) })

export function workOnNotifications(jobs: Jobs, needs: NotificationWorkNeeds): void {
  jobs.work(mailNoticeJob, (payload) => mailNotice(needs, payload))
  jobs.work(sendLetterJob, (payload) => sendLetter(needs, payload))
  jobs.work(pushJob, (payload) => sendPush(needs, payload), { concurrency: 4 })
  jobs.work(hookJob, (payload) => tellHook(needs, payload))
  jobs.work(releaseDueJob, () => releaseDue(needs))
  jobs.work(tidyJob, () => tidyNotifications(needs))
  jobs.work(sealAnewJob, async () => {
    await sealPushAnew(needs)
    await sealHooksAnew(needs)
  })
  jobs.schedule(releaseDueJob, { cron: '* * * * *', payload: {} })
  jobs.schedule(tidyJob, { cron: '51 3 * * *', payload: {} })
  jobs.schedule(sealAnewJob, { cron: '53 3 * * *', payload: {} })
}
