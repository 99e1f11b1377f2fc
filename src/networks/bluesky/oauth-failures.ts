import { requestFailureIn } from '#kit/http'

import { fromError, shorten } from '../failures.ts'
import type { Trouble } from '../network.ts'

interface About {
  /** The handle or server it was about. */
  readonly asked: string
  readonly now: Temporal.Instant
}

/** Why a sign-in could not be started. */
export function aboutStart(error: unknown, { asked, now }: About): Trouble {
  const passing = passingFault(error, { asked, now })
  if (passing) return passing
  const refusal = refusalIn(error)
  if (refusal) return { kind: 'rejected', reason: { code: 'sign-in-refused', params: { host: hostOf(asked) }, detail: words(error) } }
  if (asked.startsWith('http'))
    return { kind: 'rejected', reason: { code: 'server-without-sign-in', params: { host: hostOf(asked) }, detail: words(error) } }
  return { kind: 'rejected', reason: { code: 'handle-not-found', params: { handle: asked }, detail: words(error) } }
}

/** Why coming back from the network did not end in a sign-in. */
export function aboutCallback(
  error: unknown,
  { error: answered, now }: { readonly error: string | undefined; readonly now: Temporal.Instant },
): Trouble {
  if (answered === 'access_denied') return { kind: 'rejected', reason: { code: 'sign-in-denied' } }
  if (answered !== undefined) return { kind: 'rejected', reason: { code: 'sign-in-too-old', detail: words(error) } }
  const passing = passingFault(error, { asked: '', now })
  if (passing) return passing
  const code = refusalIn(error)?.error === 'invalid_grant' ? 'sign-in-too-old' : 'sign-in-mixed-up'
  return { kind: 'rejected', reason: { code, detail: words(error) } }
}

/** Why a grant could not be renewed or ended. Only the network's own word that it is gone makes it `signed-out`. */
export function aboutGrant(error: unknown, about: About): Trouble {
  const passing = passingFault(error, about)
  if (passing) return passing
  const gone = refusalIn(error)?.error === 'invalid_grant' || /no refresh token|revoked|sub mismatch/i.test(words(error))
  if (gone) return { kind: 'signed-out', reason: { code: 'signed-out', detail: words(error) } }
  return { kind: 'unavailable', reason: { code: 'server-trouble', params: { host: hostOf(about.asked) }, detail: words(error) } }
}

function passingFault(error: unknown, { asked, now }: About): Trouble | undefined {
  const host = hostOf(asked)
  const failure = requestFailureIn(error)
  if (failure) return fromError(failure, { host, final: false, now })
  const status = statusIn(error)
  if (status === 429)
    return { kind: 'slow-down', until: now.add({ seconds: 60 }), reason: { code: 'slow-down', params: { host }, detail: words(error) } }
  if (status !== undefined && status >= 500)
    return { kind: 'unavailable', reason: { code: 'server-trouble', params: { host }, detail: words(error) } }
  return undefined
}

/** The OAuth error the server named, wherever the library wrapped it. */
export function refusalIn(error: unknown): { readonly error: string } | undefined {
  return causes(error)
    .flatMap((each) => ('error' in each && typeof each.error === 'string' && 'status' in each ? [{ error: each.error }] : []))
    .at(0)
}

function statusIn(error: unknown): number | undefined {
  return causes(error)
    .flatMap((each) => {
      if ('status' in each && typeof each.status === 'number') return [each.status]
      return 'statusCode' in each && typeof each.statusCode === 'number' ? [each.statusCode] : []
    })
    .at(0)
}

function causes(error: unknown): readonly Error[] {
  const chain: Error[] = []
  for (let each = error; each instanceof Error && chain.length < 10; each = each.cause) chain.push(each)
  return chain
}

function words(error: unknown): string {
  return shorten(
    causes(error)
      .map(({ message }) => message)
      .join(': '),
  )
}

function hostOf(asked: string): string {
  return URL.canParse(asked) ? new URL(asked).host : asked
}
