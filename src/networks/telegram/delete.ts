import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

/** Deletes one message from a chat, unless it is gone already. */
export async function deleteFrom(
  { chat, message }: { readonly chat: number; readonly message: number },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<void>> {
  const parameters = { chat_id: chat, message_id: message }
  const deleted = await ask({ ...signedIn(access), method: 'deleteMessage', parameters, answer: z.literal(true) }, environment)
  return deleted.ok || deleted.trouble.reason.code === 'not-there' ? { ok: true, value: undefined } : deleted
}
