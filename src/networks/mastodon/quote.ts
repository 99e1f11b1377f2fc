import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask, type Asked, type Status, statusSchema } from './api.ts'
import { signedIn } from './session.ts'
import { tokenTrouble } from './token-trouble.ts'
import { quoteIn } from './wording.ts'

/** Finds the post to quote as the account's own server knows it, and whether its author lets this account quote it. */
export async function findQuoted(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { server } = signedIn(job.access)
  const address = quoteIn(job.content.settings)
  const here = idOnServer(address, server)
  const found = here === undefined ? await searchFor(address, job, environment) : await read(here, job, environment)
  if (!found.ok) return { ok: false, trouble: (await tokenTrouble(found, job.access, environment)) ?? aboutQuote(found) }
  const status = found.value
  if (!status) return rejected('quote-not-found')
  if (!status.quote_approval) return rejected('quote-not-here')
  return status.quote_approval.current_user === 'denied' ? rejected('quote-denied') : { ok: true, value: { id: status.id } }
}

/** The server's own addresses end with its number for the post, whichever of its pages shows it; undefined for other servers' posts. */
function idOnServer(address: string, server: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { origin, pathname } = new URL(address)
  return origin === server ? /^\/(?:.+\/)?(?:@[^/]+|statuses)\/(\d+)\/?$/.exec(pathname)?.[1] : undefined
}

async function read(id: string, { access }: Delivery, environment: NetworkEnvironment): Promise<Asked<Status | undefined>> {
  const { server, token } = signedIn(access)
  return ask({ server, path: `/api/v1/statuses/${id}`, token, answer: statusSchema }, environment)
}

const foundSchema = z.object({ statuses: z.array(statusSchema) }).transform(({ statuses }) => statuses[0])

/** The server fetches a post of another server that it does not know yet. */
async function searchFor(q: string, { access }: Delivery, environment: NetworkEnvironment): Promise<Asked<Status | undefined>> {
  const { server, token } = signedIn(access)
  const query = { q, type: 'statuses', resolve: 'true', limit: '1' }
  return ask({ server, path: '/api/v2/search', query, token, answer: foundSchema }, environment)
}

/** Accounts that were connected before Hearth quoted may not search; nothing else of theirs is the worse for it. */
function aboutQuote({ trouble, status }: Extract<Asked<unknown>, { ok: false }>): Trouble {
  const { reason } = trouble
  if (reason.code === 'right-missing') return { kind: 'rejected', reason: { ...reason, code: 'quote-needs-search' } }
  return status === 404 ? { kind: 'rejected', reason: { ...reason, code: 'quote-not-found' } } : trouble
}
