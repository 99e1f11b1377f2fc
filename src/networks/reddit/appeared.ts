import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { findPost } from './look-up.ts'
import { madeOf, nameOf } from './steps.ts'

/** In seconds: a picture is a post in a moment, a long film in some minutes. */
const longestMaking = 45 * 60

/** Waits until what was sent is a post: then the account's list shows it. One that the network could make nothing of never comes. */
export async function awaitPost(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const told = nameOf(job)
  if (told !== undefined) return { ok: true, value: { name: told } }
  const found = await findPost(job, environment)
  if (!found.ok) return found
  if (found.value) return { ok: true, value: found.value }
  const now = environment.now()
  const waited = now.since(Temporal.Instant.from(madeOf(job)?.at ?? now.toString())).total('seconds')
  if (waited > longestMaking) return rejected('never-appeared')
  const seconds = waited < 20 ? 3 : waited < 300 ? 15 : 60
  return { ok: false, trouble: { kind: 'slow-down', processing: true, until: now.add({ seconds }), reason: { code: 'being-processed' } } }
}
