import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { checkCommunity } from './check-community.ts'
import { communityOf } from './kinds.ts'
import { readStanding } from './look-up.ts'
import { readCommunity } from './read-community.ts'

/** Moderators change what they ask for: it is read again, and what would be refused is not sent. What says the same already is noted, so that no look-up takes it for the post. */
export async function checkBeforeSending(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const name = communityOf(job.content)
  if (name === '') return rejected('community-missing')
  const read = await readCommunity({ name, rules: false }, job.access, environment)
  if (!read.ok) return read
  const [wrong] = [...checkCommunity(job.content, read.value)].filter(({ severity }) => severity === 'error')
  if (wrong) return rejected(wrong.reason.code, wrong.reason)
  const standing = await readStanding(job, environment)
  return standing.ok ? { ok: true, value: { name: read.value.name, at: read.value.at, standing: [...standing.value] } } : standing
}
