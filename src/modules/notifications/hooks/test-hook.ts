import { refuse } from '#kit/errors'
import { type Call, change, languageOf } from '#modules/teams'

import { type Hook, hookRefusals } from '../contract.ts'
import { linkTo } from '../letters/link-to.ts'
import { hookMessage } from './hook-message.ts'
import type { HookNeeds } from './hook-needs.ts'
import { hookOf, openAddress, toHook } from './hook-row.ts'
import { hookTestTexts } from './hook-test-texts.ts'
import { noteTaken } from './note-outcome.ts'
import { postToHook } from './post-to-hook.ts'

/** Sends a test to a channel now, or says why it was not taken. */
export async function testHook(needs: HookNeeds, call: Call, { hookId }: { hookId: string }): Promise<Hook> {
  const { workspaceId, name } = call.acting
  const key = { workspaceId, hookId }
  const hook = await hookOf(needs.db, key)
  const words = hookTestTexts[(await languageOf(needs.db, workspaceId)) ?? 'en']
  const url = linkTo('/settings/hooks', { publicUrl: needs.publicUrl, workspaceId })
  const answer = await postToHook(needs.fetchFor(workspaceId), {
    service: hook.service,
    address: openAddress(needs.vault, hook),
    body: hookMessage(hook.service, { title: words.title, body: words.body(name), link: { label: words.open, url } }),
  })
  if (answer.kind === 'taken') await noteTaken(needs, key)
  await change(needs.db, call, async () => ({
    value: null,
    subject: { kind: 'hook', id: hookId },
    detail: { name: hook.name, taken: answer.kind === 'taken' },
    topics: ['hooks'],
  }))
  if (answer.kind === 'taken') return toHook(await hookOf(needs.db, key))
  throw refuse(hookRefusals, 'HOOK_FAILED', answer.kind === 'later' ? { status: 429, says: '' } : answer.failure)
}
