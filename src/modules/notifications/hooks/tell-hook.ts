import { languageOf } from '#modules/teams'

import { linkTo } from '../letters/link-to.ts'
import { noticeTexts } from '../letters/texts.ts'
import { hookJob } from './hook-job.ts'
import { hookMessage } from './hook-message.ts'
import type { HookNeeds } from './hook-needs.ts'
import { hookOf, openAddress } from './hook-row.ts'
import { noteFailure, noteTaken } from './note-outcome.ts'
import { postToHook } from './post-to-hook.ts'

/** Shows one notice in one channel, in the workspace's language. Waits as long as the service asks; where it is away the job is tried again. */
export async function tellHook(needs: HookNeeds, { workspaceId, messageId }: { workspaceId: string; messageId: string }): Promise<void> {
  const message = await needs.db
    .selectFrom('notifications.hook_message')
    .select(['hook_id', 'kind', 'params', 'href'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', messageId)
    .where('sent_at', 'is', null)
    .executeTakeFirst()
  const language = await languageOf(needs.db, workspaceId)
  if (!message || !language) return
  const hook = await hookOf(needs.db, { workspaceId, hookId: message.hook_id })
  if (hook.off_at !== null) return
  const { subject, body, action } = noticeTexts[language][message.kind]
  const answer = await postToHook(needs.fetchFor(workspaceId), {
    service: hook.service,
    address: openAddress(needs.vault, hook),
    body: hookMessage(hook.service, {
      title: subject(message.params),
      body: body(message.params),
      link: { label: action, url: linkTo(message.href, { publicUrl: needs.publicUrl, workspaceId }) },
    }),
  })
  const key = { workspaceId, hookId: hook.id }
  if (answer.kind === 'taken') return noteTaken(needs, key, messageId)
  if (answer.kind === 'later') {
    const startAfter = needs.clock.now().add({ seconds: answer.seconds })
    return needs.jobs.send(needs.db, hookJob, { payload: { workspaceId, messageId }, startAfter })
  }
  await noteFailure(needs, key, { failure: answer.failure, forGood: answer.kind === 'refused' })
  if (answer.kind === 'away') throw new Error(`A channel could not be told: ${answer.failure.status ?? 'no answer'}.`)
}
