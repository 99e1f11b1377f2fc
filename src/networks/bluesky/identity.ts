import { z } from 'zod'

import { asJson, fromError, notUnderstood } from '../failures.ts'
import type { NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { ask } from './api.ts'
import { fromAnswer } from './failures.ts'

/** Where the network's shared services are; tests name their own. */
export function services(options: NetworkEnvironment['options']) {
  return {
    entryway: options['entryway'] ?? 'https://bsky.social',
    plc: options['plc'] ?? 'https://plc.directory',
    web: options['web'] ?? 'https://bsky.app',
    video: videoService(options),
  }
}

/** Bluesky's own prepares the films of accounts in the public directory; a network with a directory of its own has one only where it is named. */
function videoService({ video, plc }: NetworkEnvironment['options']): string | undefined {
  if (video === undefined) return plc === undefined ? 'https://video.bsky.app' : undefined
  return video === 'none' ? undefined : new URL(video).origin
}

/** The DID a handle stands for, asked of `server`; undefined when nobody has it. */
export async function resolveHandle(handle: string, server: string, environment: NetworkEnvironment): Promise<Outcome<string | undefined>> {
  const found = await ask(
    { server, method: 'com.atproto.identity.resolveHandle', query: { handle }, answer: z.object({ did: z.string().startsWith('did:') }) },
    environment,
  )
  if (found.ok) return { ok: true, value: found.value.did }
  return found.trouble.kind === 'rejected' ? { ok: true, value: undefined } : found
}

/** Who a DID is and where it lives. */
export interface Identity {
  readonly did: string
  readonly handle?: string
  readonly pds?: string
}

const documentSchema = z.object({
  alsoKnownAs: z.array(z.string()).optional(),
  service: z.array(z.object({ id: z.string(), serviceEndpoint: z.unknown() })).optional(),
})

/** Reads a DID's document from the directory (did:plc) or from its own host (did:web). */
export async function readIdentity(did: string, environment: NetworkEnvironment): Promise<Outcome<Identity>> {
  const url = documentAddress(did, services(environment.options).plc)
  if (!url) return { ok: false, trouble: unknownAccount(did) }
  const situation = { host: url.host, final: false, now: environment.now() }
  try {
    const response = await environment.fetch(url, { signal: environment.signal, headers: { accept: 'application/json' } })
    const text = await response.text()
    if (response.status === 404 || response.status === 410) return { ok: false, trouble: unknownAccount(did) }
    if (response.status !== 200) return { ok: false, trouble: fromAnswer({ response, text }, situation) }
    const identity = identityIn(did, asJson(text))
    return identity ? { ok: true, value: identity } : { ok: false, trouble: notUnderstood({ response, text }, situation) }
  } catch (error) {
    return { ok: false, trouble: fromError(error, situation) }
  }
}

export function identityIn(did: string, document: unknown): Identity | undefined {
  const parsed = documentSchema.safeParse(document)
  if (!parsed.success) return undefined
  const handle = parsed.data.alsoKnownAs?.find((name) => name.startsWith('at://'))?.slice('at://'.length)
  const pds = parsed.data.service?.find(({ id }) => id === '#atproto_pds' || id === `${did}#atproto_pds`)?.serviceEndpoint
  return { did, ...(handle ? { handle } : {}), ...(typeof pds === 'string' && URL.canParse(pds) ? { pds } : {}) }
}

function documentAddress(did: string, plc: string): URL | undefined {
  if (/^did:plc:[a-z2-7]{24}$/.test(did)) return new URL(`/${did}`, plc)
  const [, host] = /^did:web:([a-z0-9.-]+(?:%3A\d+)?)$/i.exec(did) ?? []
  return host ? new URL(`https://${decodeURIComponent(host)}/.well-known/did.json`) : undefined
}

export function unknownAccount(did: string): Trouble {
  return { kind: 'rejected', reason: { code: 'account-not-found', params: { did } } }
}
