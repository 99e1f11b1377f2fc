import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, type Asked } from './api.ts'
import { signedIn } from './session.ts'
import { tokenTrouble } from './token-trouble.ts'

interface Wanted<Status> {
  /** At most twenty. */
  readonly ids: readonly string[]
  /** Only the fields read. */
  readonly answer: z.ZodType<Status>
}

interface ReadStatuses<Status> {
  readonly statuses: readonly Status[]
  /** Ids of what is not there, or may not be seen by us. */
  readonly missing: readonly string[]
}

/** Posts by their ids. A list leaves out what is not there without a word; each of those is asked for by itself. */
export async function readStatuses<Status extends { readonly id: string }>(
  { ids, answer }: Wanted<Status>,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<ReadStatuses<Status>>> {
  const listed = await listThem({ ids, answer }, access, environment)
  if (!listed.ok) return inTrouble(listed, access, environment)
  const found = new Map(listed.value.filter(({ id }) => ids.includes(id)).map((status) => [status.id, status]))
  const missing: string[] = []
  const { server, token } = signedIn(access)
  for (const id of ids.filter((each) => !found.has(each))) {
    const read = await ask({ server, path: `/api/v1/statuses/${encodeURIComponent(id)}`, token, answer }, environment)
    if (read.ok) found.set(id, read.value)
    else if (read.trouble.reason.code === 'not-there') missing.push(id)
    else return inTrouble(read, access, environment)
  }
  return { ok: true, value: { statuses: [...found.values()], missing } }
}

type Listed<Status> = { readonly ok: true; readonly value: readonly Status[] } | Extract<Asked<unknown>, { ok: false }>

/** All in one call (4.3); nothing where the server has no such list, or another one. */
async function listThem<Status>(
  { ids, answer }: Wanted<Status>,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Listed<Status>> {
  const { server, token } = signedIn(access)
  const query = new URLSearchParams(ids.map((id) => ['id[]', id]))
  const listed = await ask({ server, path: `/api/v1/statuses?${query}`, token, answer: z.array(answer) }, environment)
  if (listed.ok) return { ok: true, value: listed.value }
  const hasNone = [200, 400, 404, 405, 410].includes(listed.status ?? 0) && listed.trouble.reason.code !== 'right-missing'
  return hasNone ? { ok: true, value: [] } : listed
}

/** An account that was connected before Hearth asked for this right goes on publishing without it. */
async function inTrouble(
  asked: Extract<Asked<unknown>, { ok: false }>,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Extract<Outcome<never>, { ok: false }>> {
  const trouble = (await tokenTrouble(asked, access, environment)) ?? asked.trouble
  return { ok: false, trouble: trouble.reason.code === 'right-missing' ? { kind: 'rejected', reason: trouble.reason } : trouble }
}
