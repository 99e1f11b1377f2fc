import { cut, redact, RequestFailure } from '#kit/http'

import type { HookService } from '../contract.ts'
import type { HookFailure } from '../tables.ts'

/** `later`: it asks to wait; `away`: it may take it another time; `refused`: it will not, however often. */
export type HookAnswer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'later'; readonly seconds: number }
  | { readonly kind: 'away' | 'refused'; readonly failure: HookFailure }

/** Sends a body to an incoming webhook, and judges the answer. */
export async function postToHook(
  fetch: typeof globalThis.fetch,
  { service, address, body }: { service: HookService; address: string; body: string },
): Promise<HookAnswer> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    })
    const said = await answer.text()
    if (answer.ok) return { kind: 'taken' }
    if (answer.status === 429) return { kind: 'later', seconds: secondsOf(answer.headers.get('retry-after')) }
    const failure = { status: answer.status, says: wordsOf(service, said, address) }
    return { kind: answer.status >= 500 || answer.status === 408 ? 'away' : 'refused', failure }
  } catch (error) {
    if (!(error instanceof RequestFailure) && !(error instanceof DOMException)) throw error
    return { kind: 'away', failure: { says: cut(redact(error.message).replaceAll(address, '…'), 200) } }
  }
}

/** RFC 9110, 10.2.3, in seconds: both services send those, Discord with a fraction. A day at most. */
function secondsOf(header: string | null): number {
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.ceil(seconds), 86_400) : 60
}

/** Slack answers with a word, e.g. `no_service`, Discord with JSON that has a message. */
function wordsOf(service: HookService, said: string, address: string): string {
  const [, message] = service === 'discord' ? (/"message"\s*:\s*"((?:[^"\\]|\\.){0,200})"/.exec(said) ?? []) : []
  return cut((message ?? said).replaceAll(address, '…').replace(/\s+/g, ' ').trim(), 200)
}
