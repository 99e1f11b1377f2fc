import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { communitiesIn, isSame, nameIn } from './community.ts'
import { readCommunity } from './read-community.ts'

/** What else is known of the account. */
const keptSchema = z.record(z.string(), z.json())

/** So many communities are remembered for an account. */
const mostKept = 25

/** A community's rules for whoever writes for it now: among the account's limits, newest first. */
export async function readDestination(written: string, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const name = nameIn(written)
  if (name === '') return rejected('community-name-odd')
  const read = await readCommunity({ name, rules: true }, access, environment)
  if (!read.ok) return read
  const others = communitiesIn(access.limits).filter((each) => !isSame(each.name, read.value.name))
  const kept = keptSchema.safeParse(access.limits).data ?? {}
  return { ok: true, value: { ...kept, communities: [read.value, ...others].slice(0, mostKept) } }
}
