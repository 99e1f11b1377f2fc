import { z } from 'zod'

import type { Json } from '#kit/json'

import { signedIn } from './stand-in-access.ts'
import { dropUnused, useBlobs } from './stand-in-blobs.ts'
import { cidOf, isCid } from './stand-in-cids.ts'
import { checkGate, collection as gates } from './stand-in-gates.ts'
import { limits, spend } from './stand-in-limits.ts'
import { validateRecord } from './stand-in-records.ts'
import { forgetRecord, keepRecord, type Person, personBy, type Stored } from './stand-in-state.ts'
import { nextTid } from './stand-in-tid.ts'
import { type Asked, input, invalid, type Method, query, Refused, type Server, unauthenticated } from './stand-in-wire.ts'

const collection = z
  .string()
  .refine(
    (name) => name.length <= 317 && /^[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z0-9-]+)+\.[a-zA-Z][a-zA-Z0-9]*$/.test(name),
    'Invalid nsid format',
  )
const rkey = z.string().refine((key) => /^[a-zA-Z0-9_~.:-]{1,512}$/.test(key) && key !== '.' && key !== '..', 'Invalid record-key format')
const swap = z.string().refine(isCid, 'Invalid cid format')

const Written = z.object({
  repo: z.string(),
  collection,
  rkey,
  record: z.record(z.string(), z.json()),
  validate: z.boolean().optional(),
  swapCommit: swap.optional(),
  swapRecord: swap.nullable().optional(),
})

export const repoMethods: Readonly<Record<string, Method>> = {
  'com.atproto.repo.putRecord': { verb: 'POST', answer: putRecord },
  'com.atproto.repo.createRecord': { verb: 'POST', answer: createRecord },
  'com.atproto.repo.deleteRecord': { verb: 'POST', answer: deleteRecord },
  'com.atproto.repo.getRecord': { verb: 'GET', answer: getRecord },
  'com.atproto.repo.listRecords': { verb: 'GET', answer: listRecords },
}

/** Creates or replaces; `swapRecord: null` only creates. What is there already, to the letter, is answered without a change. */
function putRecord(asked: Asked): Json {
  const { server } = asked
  const sent = input(asked, Written)
  const person = writer(asked, sent, 2)
  const draft = drafted(server, person, sent)
  const current = server.state.records.get(draft.uri)
  if (current?.cid === draft.cid) return { uri: draft.uri, cid: draft.cid, validationStatus: draft.status }
  checkSwap(sent.swapRecord, current)
  useBlobs(server, person.did, draft.value)
  const kept = keep(server, person, draft)
  dropUnused(server, current)
  return { ...kept, validationStatus: draft.status }
}

function createRecord(asked: Asked): Json {
  const { server } = asked
  const sent = input(asked, Written.extend({ rkey: rkey.optional() }).omit({ swapRecord: true }))
  const person = writer(asked, sent, 3)
  const draft = drafted(server, person, { ...sent, rkey: sent.rkey ?? nextTid(server) })
  // The server does not expect this and says only that something went wrong.
  if (server.state.records.has(draft.uri)) throw new Refused(500, 'InternalServerError', 'Internal Server Error')
  useBlobs(server, person.did, draft.value)
  return { ...keep(server, person, draft), validationStatus: draft.status }
}

/** What is not there counts as deleted. */
function deleteRecord(asked: Asked): Json {
  const { server } = asked
  const sent = input(asked, Written.omit({ record: true, validate: true, swapRecord: true }).extend({ swapRecord: swap.optional() }))
  const person = writer(asked, sent, 1)
  const current = server.state.records.get(addressOf(person.did, sent))
  if (!current) return {}
  if (sent.swapRecord !== undefined) checkSwap(sent.swapRecord, current)
  removeRecord(server, current)
  return { commit: person.commit }
}

/** Who writes: only the owner may. */
function writer(
  asked: Asked,
  { repo, swapCommit }: { readonly repo: string; readonly swapCommit?: string | undefined },
  points: number,
): Person {
  const { state } = asked.server
  const { did } = signedIn(asked, { toWrite: true })
  spend(asked, limits.writeHour, { key: did, points })
  spend(asked, limits.writeDay, { key: did, points })
  const person = personBy(state, repo)
  if (!person) throw new Refused(403, 'AccountNotFound', 'Account not found')
  if (person.did !== did) throw unauthenticated()
  if (swapCommit !== undefined && swapCommit !== person.commit.cid) throw invalid(`Commit was at ${person.commit.cid}`, 'InvalidSwap')
  return person
}

function checkSwap(wanted: string | null | undefined, current: Stored | undefined): void {
  if (wanted === undefined) return
  if (wanted !== (current?.cid ?? null)) throw invalid(`Record was at ${current?.cid ?? 'null'}`, 'InvalidSwap')
}

interface Draft extends Omit<Stored, 'indexedAt'> {
  readonly status: 'valid' | 'unknown'
}

interface Sent {
  readonly collection: string
  readonly rkey: string
  readonly record: { readonly [key: string]: Json }
  readonly validate?: boolean | undefined
}

function drafted(server: Server, { did }: Person, sent: Sent): Draft {
  const type = sent.record['$type'] ?? sent.collection
  if (type !== sent.collection) throw invalid(`Invalid $type: expected ${sent.collection}, got ${JSON.stringify(type)}`)
  const value = { ...sent.record, $type: sent.collection }
  const status = sent.validate === false ? 'unknown' : validateRecord(sent.collection, sent.rkey, value)
  if (sent.validate === true && status === 'unknown') throw invalid(`Unknown lexicon type: ${sent.collection}`)
  checkReply(server, value)
  if (sent.collection === gates) checkGate(value, { did, rkey: sent.rkey })
  return { uri: addressOf(did, sent), cid: cidOf(value), did, collection: sent.collection, rkey: sent.rkey, value, status }
}

const Reply = z.object({
  reply: z.object({ root: z.object({ uri: z.string(), cid: z.string() }), parent: z.object({ uri: z.string(), cid: z.string() }) }),
})

/** Stricter than the server, which would take an answer to nothing: the apps show it as the answer to a deleted post. */
function checkReply({ state }: Server, value: Json): void {
  const { data } = Reply.safeParse(value)
  for (const { uri, cid } of data ? [data.reply.root, data.reply.parent] : []) {
    if (state.records.get(uri)?.cid !== cid) throw invalid(`The post answered, ${uri}, is not there with the cid ${cid}`)
  }
}

function addressOf(did: string, at: { readonly collection: string; readonly rkey: string }): string {
  return `at://${did}/${at.collection}/${at.rkey}`
}

function keep(server: Server, person: Person, { status: _status, ...draft }: Draft) {
  const indexedAt = server.world.now().toString({ smallestUnit: 'millisecond' })
  keepRecord(server.state, { ...draft, indexedAt })
  commit(server, person)
  return { uri: draft.uri, cid: draft.cid, commit: person.commit }
}

/** A person's record made without a request: what they do in the app. @throws Refused as a request would. */
export function writeRecord(
  server: Server,
  person: Person,
  sent: Omit<Sent, 'rkey'> & { readonly rkey?: string },
): { readonly uri: string; readonly cid: string } {
  const draft = drafted(server, person, { ...sent, rkey: sent.rkey ?? nextTid(server) })
  useBlobs(server, person.did, draft.value)
  return keep(server, person, draft)
}

/** What a person deletes is gone. */
export function removeRecord(server: Server, record: Stored): void {
  forgetRecord(server.state, record.uri)
  dropUnused(server, record)
  const person = server.state.people.get(record.did)
  if (person) commit(server, person)
}

function commit(server: Server, person: Person): void {
  const rev = nextTid(server)
  person.commit = { rev, cid: cidOf({ did: person.did, rev }) }
  server.world.changed()
}

const Which = z.object({ repo: z.string(), collection, rkey, cid: swap.optional() })

/** Reading needs no sign-in. */
function getRecord(asked: Asked): Json {
  const { state } = asked.server
  const wanted = query(asked, Which)
  const person = personBy(state, wanted.repo)
  if (!person) throw invalid('Could not locate record')
  const uri = addressOf(person.did, wanted)
  const record = state.records.get(uri)
  if (!record || (wanted.cid !== undefined && wanted.cid !== record.cid)) throw invalid(`Could not locate record: ${uri}`, 'RecordNotFound')
  return { uri, cid: record.cid, value: record.value }
}

const Listing = z.object({
  repo: z.string(),
  collection,
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().optional(),
  reverse: z.stringbool().default(false),
})

/** Latest key first, or the other way round. */
function listRecords(asked: Asked): Json {
  const { state } = asked.server
  const wanted = query(asked, Listing)
  const person = personBy(state, wanted.repo)
  if (!person) throw invalid(`Could not find repo: ${wanted.repo}`)
  const { cursor, reverse, limit } = wanted
  const all = [...state.records.values()].filter((record) => record.did === person.did && record.collection === wanted.collection)
  const after = all.filter((record) => cursor === undefined || (reverse ? record.rkey > cursor : record.rkey < cursor))
  const records = after.toSorted((a, b) => (a.rkey < b.rkey === reverse ? -1 : 1)).slice(0, limit)
  const last = records.at(-1)?.rkey
  return { records: records.map(({ uri, cid, value }) => ({ uri, cid, value })), ...(last === undefined ? {} : { cursor: last }) }
}
