import type { Json } from '#kit/json'

import type { AccountAccess, Connecting, NetworkEnvironment } from './network.ts'
import type { StandInStage } from './test-stand-in-stage.ts'
import { valueOf } from './test-steps.ts'

export interface Answer {
  /** As whom; the stage's own profile if absent. */
  readonly profileId?: string
  readonly deny?: boolean
  readonly without?: readonly string[]
  /** What is changed in the address on the way. */
  readonly changes?: Readonly<Record<string, string>>
}

/** Goes to the network, answers there and comes back. */
export async function signInAndBack(
  stage: StandInStage,
  connecting: Connecting,
  { profileId = stage.profile.id, changes = {}, environment, ...answer }: Answer & { readonly environment?: NetworkEnvironment } = {},
): Promise<{ readonly parameters: Readonly<Record<string, string>>; readonly pending: Json }> {
  const { way, fields } = stage.standIn.connectWith(profileId)
  const begun = await connecting.begin({ ...stage.request(way, fields), ...environment })
  if (!begun.ok || !('redirect' in begun.value)) throw new Error(`Nobody was sent away: ${JSON.stringify(begun)}`)
  const address = new URL(begun.value.redirect)
  for (const [name, value] of Object.entries(changes)) address.searchParams.set(name, value)
  const back = new URL(await stage.standIn.approve(address.toString(), { profileId, ...answer }))
  return { parameters: Object.fromEntries(back.searchParams), pending: begun.value.pending }
}

/** Connects the stage's profile by redirect and back, without a right that a person may leave out. */
export async function connectWithout(stage: StandInStage, connecting: Connecting, scope: string): Promise<AccountAccess> {
  const back = await signInAndBack(stage, connecting, { without: [scope] })
  const { externalId, settings, limits = {}, secret } = valueOf(await connecting.finish({ ...stage.request('login', {}), ...back }))
  return JSON.parse(JSON.stringify({ externalId, settings, limits, secret: secret.value }))
}
