import type { AccountAccess, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask, type Call } from './api.ts'
import { chatService } from './chat-right.ts'
import { signedIn } from './session.ts'

type Asked<Answer> = Pick<Call<Answer>, 'method' | 'query' | 'send' | 'answer' | 'final'>

/** Asks the service for private messages in the account's name: the account's own server passes it on. */
export async function askChat<Answer>(
  call: Asked<Answer>,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<Answer>> {
  const service = chatService(environment.options)
  if (service === undefined) return rejected('private-elsewhere')
  const session = signedIn(access, environment)
  const { fetch } = session.environment
  const passedOn: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('atproto-proxy', service)
    return fetch(input, { ...init, headers })
  }
  const outcome = await ask({ server: session.pds, ...call }, { ...session.environment, fetch: passedOn })
  return outcome.ok ? outcome : { ok: false, trouble: aboutChat(outcome.trouble) }
}

/**
 * What is refused here says nothing about the account's sign-in on its own server. An app password without the right is refused by the server with
 * 400 `InvalidToken` “Bad token method”, a grant without it with 403 `ScopeMissingError`; the service itself may refuse whatever it does not trust.
 */
function aboutChat(trouble: Trouble): Trouble {
  if (trouble.kind !== 'signed-out') return trouble
  const { reason } = trouble
  if (reason.code === 'right-missing' || reason.detail?.includes('Bad token method') === true)
    return { kind: 'rejected', reason: { ...reason, code: 'messages-not-allowed' } }
  return ofAccount.has(reason.code) ? trouble : { kind: 'unavailable', reason: { ...reason, code: 'server-trouble' } }
}

/** A token that ran out is renewed; an account that its server took down is gone for messages too. */
const ofAccount = new Set(['token-expired', 'account-taken-down', 'account-deactivated'])
