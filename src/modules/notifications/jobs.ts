import type { Jobs } from '#kit/jobs'

import { mailNoticeJob } from './mail-notice-job.ts'
import { mailNotice, type MailNoticeNeeds } from './mail-notice.ts'

export function workOnNotifications(jobs: Jobs, needs: MailNoticeNeeds): void {
  jobs.work(mailNoticeJob, (payload) => mailNotice(needs, payload))
}
