import { afterEach } from 'vitest'

import { guardedFetch } from '#kit/http'
import type { Json } from '#kit/json'
import { recording } from '#testing/record-exchanges'

import type { AccountAccess, ConnectRequest, Network, PostContent } from './network.ts'
import { serveStandIn } from './serve-stand-in.ts'
import type { Stage } from './stage.ts'
import type { StandIn, StandInKind, StandInProfile } from './stand-in.ts'
import { testLibrary } from './test-media.ts'

export interface StandInStage extends Stage {
  readonly standIn: StandIn
  readonly origin: string
  readonly profile: StandInProfile
  readonly friend: StandInProfile
  request(way: string, fields: Readonly<Record<string, string>>): ConnectRequest
}

interface Wanted {
  readonly network: Network
  readonly kind: StandInKind
  readonly content: PostContent
  /** The sandbox's clock, if it is not the machine's. */
  readonly now?: () => Temporal.Instant
  /** How the stand-in itself asks others, where it tells of what happens; else it reaches the library alone. */
  readonly tells?: typeof globalThis.fetch
  /** Sees every request that leaves for the stand-in, for example to check it against the network's specification. */
  readonly watch?: (request: Request) => void
}

/** A network's stand-in on loopback with two profiles, the first of which gets connected as a person would connect it. */
export async function standInStage({
  network,
  kind,
  content,
  now = () => Temporal.Now.instant(),
  tells,
  watch,
}: Wanted): Promise<StandInStage> {
  const library = await testLibrary()
  const { media } = library
  const served = await serveStandIn((at) =>
    kind.open({
      now,
      origin: at,
      webOrigin: at,
      fetch: tells ?? guardedFetch({ allowOrigins: [library.origin] }),
      changed: () => undefined,
    }),
  )
  const { standIn, origin } = served
  const profile = standIn.addProfile({ handle: 'campfire', displayName: 'Campfire', business: true })
  const friend = standIn.addProfile({ handle: 'kindling', displayName: 'Kindling' })
  const guarded = recording(network.id, guardedFetch({ allowOrigins: [origin] }))
  const fetch: typeof globalThis.fetch = (input, init) => {
    watch?.(new Request(input, init))
    return guarded(input, init)
  }
  const environment: Stage['environment'] = (changes = {}) => ({
    fetch,
    now,
    ...media,
    options: standIn.options,
    signal: AbortSignal.timeout(20_000),
    ...changes,
  })
  const kept = new Map<string, Json>()
  const request: StandInStage['request'] = (way, fields) => ({
    ...environment(),
    publicUrl: 'http://127.0.0.1:4600',
    redirectUrl: `http://127.0.0.1:4600/oauth/${network.id}/callback`,
    apps: {
      find: async (server) => kept.get(server) ?? (server === '' ? appIn(network, standIn) : undefined),
      keep: async (server, keys) => void kept.set(server, keys),
    },
    way,
    fields,
  })
  return {
    standIn,
    origin,
    profile,
    friend,
    request,
    content,
    environment,
    connect: () => connect({ network, standIn, profile, request }),
    live: async () => standIn.posts({ profileId: profile.id }).map(({ id }) => id),
    like: (post) => void standIn.act({ kind: 'like', by: friend.id, post }),
    endGrant: async () => standIn.revoke(profile.id),
    close: async () => {
      await served.close()
      await library.close()
    },
  }
}

/** A stage on a clock that the test moves. */
export interface ClockedStage extends StandInStage {
  pass(time: Temporal.DurationLike): void
}

export async function clockedStage({
  begin,
  ...wanted
}: Omit<Wanted, 'now'> & { readonly begin: Temporal.Instant }): Promise<ClockedStage> {
  let clock = begin
  const stage = await standInStage({ ...wanted, now: () => clock })
  return { ...stage, pass: (time) => void (clock = clock.add(time)) }
}

/** Sets stages that are taken down after each test. */
export function stageForEach<Settings>(
  set: (settings?: Settings) => Promise<ClockedStage>,
): (settings?: Settings) => Promise<ClockedStage> {
  const stages: ClockedStage[] = []
  afterEach(async () => {
    for (const stage of stages.splice(0)) await stage.close()
  })
  return async (settings) => {
    const stage = await set(settings)
    stages.push(stage)
    return stage
  }
}

function appIn({ connecting }: Network, { options }: StandIn): Json | undefined {
  const fields = connecting.appFields ?? []
  return fields.length === 0 ? undefined : Object.fromEntries(fields.map(({ name }) => [name, options[name] ?? '']))
}

interface Connecting {
  readonly network: Network
  readonly standIn: StandIn
  readonly profile: StandInProfile
  readonly request: StandInStage['request']
}

async function connect({ network: { connecting }, standIn, profile, request }: Connecting): Promise<AccountAccess> {
  const { way, fields } = standIn.connectWith(profile.id)
  const begun = await connecting.begin(request(way, fields))
  if (!begun.ok) throw new Error(`Connecting could not begin: ${JSON.stringify(begun.trouble)}`)
  if ('connected' in begun.value) return asAccess(begun.value.connected)
  const { redirect, state, pending } = begun.value
  const back = new URL(await standIn.approve(redirect, { profileId: profile.id }))
  const parameters = Object.fromEntries(back.searchParams)
  if (parameters['state'] !== state) throw new Error('The stand-in sent the person back with another state.')
  const finished = await connecting.finish({ ...request(way, fields), parameters, pending: JSON.parse(JSON.stringify(pending)) })
  if (!finished.ok) throw new Error(`Connecting failed: ${JSON.stringify(finished.trouble)}`)
  return asAccess(finished.value)
}

function asAccess({
  externalId,
  settings,
  limits = {},
  secret,
}: {
  externalId: string
  settings: Json
  limits?: Json
  secret: { value: Json }
}): AccountAccess {
  return JSON.parse(JSON.stringify({ externalId, settings, limits, secret: secret.value }))
}
