import { z } from 'zod'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

/** Succeeds where it is gone already. */
export async function deletePost(
  name: string,
  { access }: Pick<Delivery, 'access'>,
  environment: NetworkEnvironment,
): Promise<Outcome<void>> {
  const { place: _, ...to } = signedIn(access)
  const deleted = await ask({ ...to, method: 'DELETE', path: `/v4/${name}`, answer: z.object({}) }, environment)
  return deleted.ok || deleted.trouble.reason.code === 'not-there' ? { ok: true, value: undefined } : deleted
}
