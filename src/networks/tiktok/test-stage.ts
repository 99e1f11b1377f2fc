import type { AccountAccess, Delivery, NetworkEnvironment, PostContent, PostVideo } from '../network.ts'
import { type ClockedStage, clockedStage } from '../test-stand-in-stage.ts'
import { stepsOf } from '../test-steps.ts'
import { tiktok } from './index.ts'
import { publishing } from './publishing.ts'
import type { Settings } from './stand-in-state.ts'
import { tiktokStandIn } from './stand-in.ts'
import { video } from './test-content.ts'

const begin = Temporal.Instant.from('2026-11-24T09:00:00Z')

export function setTiktokStage(settings: Partial<Settings> = {}): Promise<ClockedStage> {
  const kind = tiktokStandIn({ processingSeconds: 0, moderationSeconds: 0, ...settings })
  return clockedStage({ network: tiktok, kind: withoutRates(kind), content: video, begin })
}

const steps = stepsOf(publishing)
export const { runTo } = steps

export function startJob(access: AccountAccess, content: PostContent): Delivery {
  return steps.startJob(access, content, begin)
}

/** Limits of a minute and a day are tried by tests of their own; elsewhere they would only tell how many tests there are. */
function withoutRates(kind: ReturnType<typeof tiktokStandIn>): ReturnType<typeof tiktokStandIn> {
  return { ...kind, open: (world) => kind.open({ ...world, rateLimits: false }) }
}

/** A library whose films are made heavier by bytes that no player reads, as a large film without its encoding. */
export function heavier(environment: NetworkEnvironment, bytes: number): NetworkEnvironment {
  const filling = new Uint8Array(Math.max(0, bytes))
  new DataView(filling.buffer).setUint32(0, bytes)
  filling.set(new TextEncoder().encode('free'), 4)
  return {
    ...environment,
    video: async (film, rules) => {
      const made = await environment.video(film, rules)
      if (!made.ok) return made
      const whole = Buffer.concat([await made.value.read(0, made.value.bytes), filling])
      return { ok: true, value: { ...made.value, bytes: whole.length, read: async (from, to) => new Uint8Array(whole.subarray(from, to)) } }
    },
  }
}

export function filmOf(content: PostContent): PostVideo {
  const film = content.parts[0]?.media.find((item) => item.kind === 'video')
  if (film?.kind !== 'video') throw new Error('This post has no video.')
  return film
}
