import type { AccountAccess, Connected, Outcome } from '../network.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { stepsOf } from '../test-steps.ts'
import { linkedin } from './index.ts'
import { publishing } from './publishing.ts'
import type { Settings } from './stand-in-state.ts'
import { linkedinStandIn } from './stand-in.ts'
import { gallery } from './test-content.ts'

/** The stand-in on a clock that the test moves forward. Its first profile is a page, its second a member. */
export interface LinkedInStage extends StandInStage {
  pass(time: Temporal.DurationLike): void
  /** Signs in as this profile; `without` leaves out scopes. */
  signIn(profileId: string, without?: readonly string[]): Promise<Outcome<Connected>>
  /** The same, as access to that profile. */
  connectAs(profileId: string): Promise<AccountAccess>
}

interface Wanted extends Partial<Settings> {
  readonly watch?: (request: Request) => void
}

/** The clock starts now, as the suite's does. */
export async function setLinkedInStage({ watch, ...settings }: Wanted = {}): Promise<LinkedInStage> {
  let passed = Temporal.Duration.from({ seconds: 0 })
  const now = () => Temporal.Now.instant().add(passed)
  const kind = linkedinStandIn({ processingSeconds: 0, ...settings })
  const wanted = { network: linkedin, kind, content: gallery, now }
  const stage = await standInStage(watch ? { ...wanted, watch } : wanted)
  const signIn: LinkedInStage['signIn'] = async (profileId, without = []) => {
    const { way, fields } = stage.standIn.connectWith(profileId)
    const begun = await linkedin.connecting.begin(stage.request(way, fields))
    if (!begun.ok) return begun
    if (!('redirect' in begun.value)) throw new Error('Nobody was sent to LinkedIn.')
    const back = new URL(await stage.standIn.approve(begun.value.redirect, { profileId, without }))
    const parameters = Object.fromEntries(back.searchParams)
    return linkedin.connecting.finish({ ...stage.request(way, fields), parameters, pending: begun.value.pending })
  }
  const connectAs: LinkedInStage['connectAs'] = async (profileId) => {
    const signed = await signIn(profileId)
    if (!signed.ok) throw new Error(JSON.stringify(signed.trouble))
    return asAccess(signed.value)
  }
  const live = async () =>
    stage.standIn.posts({ profileId: stage.profile.id }).flatMap(({ id, replyTo }) => (replyTo === undefined ? [id] : []))
  return { ...stage, live, pass: (time) => void (passed = passed.add(time)), signIn, connectAs }
}

export function asAccess({ externalId, settings, limits = {}, secret }: Connected): AccountAccess {
  return { externalId, settings, limits, secret: secret.value }
}

export const { runTo, startJob } = stepsOf(publishing)
