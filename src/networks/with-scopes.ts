import type { Connected, Outcome } from './network.ts'

/** Notes what the person allowed on each profile of one grant; nothing where the network does not tell. */
export function withScopes(outcome: Outcome<Connected>, granted: Iterable<string> | undefined): Outcome<Connected> {
  if (!outcome.ok || granted === undefined) return outcome
  const scopes = [...granted].filter((scope) => scope !== '').toSorted()
  const { others, ...first } = outcome.value
  return { ok: true, value: { ...first, scopes, ...(others ? { others: others.map((other) => ({ ...other, scopes })) } : {}) } }
}
