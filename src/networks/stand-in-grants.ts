import { z } from 'zod'

import { inSeconds, isOver } from './stand-in-time.ts'
import type { StandInWorld } from './stand-in.ts'

/** What people let an app do, with its codes and tokens, as several networks have it alike. For stand-ins. */
export const Code = z.object({
  code: z.string(),
  personId: z.string(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  expiresAt: z.string(),
})
export type Code = z.infer<typeof Code>

/** An older access token lives on until it runs out. */
export const Grant = z.object({
  personId: z.string(),
  scopes: z.array(z.string()),
  access: z.array(z.object({ token: z.string(), expiresAt: z.string() })),
  withdrawn: z.boolean(),
})
type Grant = z.infer<typeof Grant>

/** Its refresh token is a new one each time, and the older one is dead. */
export const RenewedGrant = Grant.extend({ refresh: z.string(), refreshExpiresAt: z.string() })

interface Server<State> {
  readonly world: StandInWorld
  readonly state: State
}

/** A code for the app, good for so many seconds. */
export function addCode<Granted extends Omit<Code, 'expiresAt'>>(
  server: Server<{ readonly codes: (Granted & Pick<Code, 'expiresAt'>)[] }>,
  granted: Granted,
  seconds: number,
): void {
  server.state.codes.push({ ...granted, expiresAt: inSeconds(server, seconds) })
  server.world.changed()
}

/** A code works once, whatever comes of it; undefined where there is none, or it ran out. */
export function takeCode<Kept extends Code>(
  server: Server<{ readonly codes: Kept[] }>,
  isShown: (code: Kept) => boolean,
): Kept | undefined {
  const { codes } = server.state
  const at = codes.findIndex(isShown)
  const [code] = at < 0 ? [] : codes.splice(at, 1)
  server.world.changed()
  return code && !isOver(server, code.expiresAt) ? code : undefined
}

export function addAccess(
  server: Server<unknown>,
  grant: Grant,
  { token, seconds }: { readonly token: string; readonly seconds: number },
): void {
  grant.access = [...grant.access.filter(({ expiresAt }) => !isOver(server, expiresAt)), { token, expiresAt: inSeconds(server, seconds) }]
  server.world.changed()
}

/** The grant whose refresh token this is, as long as it works. */
export function grantToRenew<Kept extends z.infer<typeof RenewedGrant>>(
  server: Server<{ readonly grants: readonly Kept[] }>,
  written: string | null,
): Kept | undefined {
  const grant = server.state.grants.find(({ refresh }) => refresh === written)
  return grant && !grant.withdrawn && !isOver(server, grant.refreshExpiresAt) ? grant : undefined
}

/** The person withdraws the app in their settings. */
export function withdrawGrants({ state, world }: Server<{ readonly grants: readonly Grant[] }>, personId: string): void {
  for (const grant of state.grants) if (grant.personId === personId) grant.withdrawn = true
  world.changed()
}

/** The grant that an access token belongs to, as long as it works. */
export function grantWith<Kept extends Grant>(
  server: Server<{ readonly grants: readonly Kept[] }>,
  written: string | undefined,
): Kept | undefined {
  const grant = server.state.grants.find(({ access }) => access.some(({ token }) => token === written))
  const isFresh = grant?.access.some(({ token, expiresAt }) => token === written && !isOver(server, expiresAt)) === true
  return isFresh && !grant.withdrawn ? grant : undefined
}
