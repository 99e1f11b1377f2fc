import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, ItemOnNetwork, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { targetSchema } from './answered.ts'
import { ask, strongRefSchema } from './api.ts'
import { settingsSchema, signedIn } from './session.ts'

export const gateCollection = 'app.bsky.feed.threadgate'

/** From the lexicon app.bsky.feed.threadgate. */
const mostHidden = 300

/** Whoever wrote the post that began a talk can hide what others answer below it: under posts of the profile that is what the inbox has as comments. */
export function hideable({ kind, externalId, answerTo }: ItemOnNetwork): boolean {
  const root = targetSchema.safeParse(answerTo).data?.root.uri
  return kind === 'comment' && root !== undefined && root !== externalId
}

/** Somebody may change the gate in the network's own app at the same time: then it is read again. */
const attempts = 4

/**
 * Writes the answer into the gate of the post that began the talk, or takes it out; whatever else the gate says stays. Where there is none, one is
 * made without `allow`, which lets everybody answer. Apps show what is hidden only to those who ask for it.
 */
export async function hide(
  { externalId, answerTo, hidden }: ItemOnNetwork & { readonly hidden: boolean },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<void>> {
  const post = targetSchema.parse(answerTo).root.uri
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const gate = await readGate(post, access, environment)
    if (!gate.ok) return gate
    const before = hiddenIn(gate.value?.value)
    if (before.includes(externalId) === hidden) return { ok: true, value: undefined }
    if (hidden && before.length >= mostHidden) return rejected('hidden-full', { params: { max: mostHidden } })
    const after = hidden ? [...before, externalId] : before.filter((uri) => uri !== externalId)
    const written = await writeGate({ post, gate: gate.value, hiddenReplies: after }, access, environment)
    if (written.ok) return { ok: true, value: undefined }
    if (written.trouble.reason.code !== 'key-taken') return written
  }
  return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'gate-busy' } } }
}

const gateSchema = z.object({ cid: z.string(), value: z.record(z.string(), z.json()) })
type Gate = z.infer<typeof gateSchema>

/** Of the account's own server, which knows a change at once. */
async function readGate(post: string, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Gate | undefined>> {
  const { pds } = settingsSchema.parse(access.settings)
  const query = { repo: access.externalId, collection: gateCollection, rkey: keyOf(post) }
  const read = await ask({ server: pds, method: 'com.atproto.repo.getRecord', query, answer: gateSchema }, environment)
  return read.ok || read.trouble.reason.code !== 'record-not-found' ? read : { ok: true, value: undefined }
}

/** A gate has the key of its post. */
export function keyOf(uri: string): string {
  return uri.split('/').at(-1) ?? ''
}

const hiddenSchema = z.object({ hiddenReplies: z.array(z.string()).default([]) })

/** What a gate hides, by the address of each. */
export function hiddenIn(gate: Json | undefined): readonly string[] {
  return hiddenSchema.safeParse(gate).data?.hiddenReplies ?? []
}

/** The record app.bsky.feed.threadgate. */
export function gateRecord({ post, gate, hiddenReplies }: Writing, now: Temporal.Instant): { readonly [key: string]: Json } {
  const createdAt = now.toString({ smallestUnit: 'millisecond' })
  return { ...(gate?.value ?? { $type: gateCollection, post, createdAt }), hiddenReplies }
}

interface Writing {
  readonly post: string
  readonly gate: Gate | undefined
  readonly hiddenReplies: readonly string[]
}

/** Only over the version that was read: the server refuses with InvalidSwap where another stands there by now. */
function writeGate(writing: Writing, access: AccountAccess, environment: NetworkEnvironment) {
  const { post, gate } = writing
  const session = signedIn(access, environment)
  const record = gateRecord(writing, environment.now())
  const json = { repo: access.externalId, collection: gateCollection, rkey: keyOf(post), swapRecord: gate?.cid ?? null, record }
  const call = { server: session.pds, method: 'com.atproto.repo.putRecord', send: { json }, answer: strongRefSchema }
  return ask(call, session.environment)
}
