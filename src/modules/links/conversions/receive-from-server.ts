import { z } from 'zod'

import type { Tx } from '#kit/database'
import { announce } from '#kit/live'

import { eraseAtSites } from './erase-conversions.ts'
import { keepConversions } from './keep-conversions.ts'
import type { ConversionNeeds } from './needs.ts'
import { noteHeard } from './note-heard.ts'
import { type NotKept, readClickId, type Received, readReceived } from './received.ts'
import { checkSignature } from './signature.ts'
import { secretOf } from './site-secret.ts'
import { holdSite, siteByKey, type SiteRow } from './sites.ts'

interface Asked {
  readonly key: string
  readonly signature: string
  /** The bytes as they came: the signature is over them. */
  readonly body: Uint8Array
}

/** What became of one conversion. The same request gets the same answer however often it is sent. */
type Result = { readonly id: string | undefined; readonly status: 'kept' } | Refused
type Refused = { readonly id: string | undefined; readonly status: 'refused'; readonly why: NotKept | 'INVALID'; readonly field?: string }

type FromServer<Answer> = { readonly is: 'unknown' | 'forged' | 'stale' | 'invalid' } | { readonly is: 'done'; readonly answer: Answer }

const mostAtOnce = 1000
const Batch = z.object({ conversions: z.array(z.unknown()).min(1).max(mostAtOnce) })

/** One conversion, or as many as a thousand: `{"conversions": […]}`. Those that cannot be kept keep no other back. */
export function receiveFromServer(
  needs: Pick<ConversionNeeds, 'db' | 'clock' | 'vault'>,
  asked: Asked,
): Promise<FromServer<Result | { readonly results: readonly Result[] }>> {
  return signed(needs, asked, async (tx, { site, body, now }) => {
    const isBatch = typeof body === 'object' && body !== null && 'conversions' in body
    const batch = isBatch ? Batch.safeParse(body).data?.conversions : [body]
    if (!batch) return undefined
    const results = await keepAll(tx, { site, now }, batch)
    return isBatch ? { results } : results[0]
  })
}

async function keepAll(tx: Tx, { site, now }: { site: SiteRow; now: Temporal.Instant }, batch: readonly unknown[]): Promise<Result[]> {
  const parsed = batch.map((each) => readReceived(each, { now, trusted: true }))
  const good: Received[] = parsed.flatMap((each) => ('received' in each ? [each.received] : []))
  const outcomes = (await keepConversions(tx, { site, source: 'server', now }, good)).values()
  if (good.length > 0) await announce(tx, { to: site.workspace_id, topics: ['conversions'] })
  return parsed.map((each, index): Result => {
    if ('wrong' in each) return { id: idOf(batch[index]), status: 'refused', why: 'INVALID', field: each.wrong }
    const { value: outcome } = outcomes.next()
    const id = each.received.externalId
    return outcome === undefined || outcome === 'fresh' || outcome === 'known'
      ? { id, status: 'kept' }
      : { id, status: 'refused', why: outcome }
  })
}

function idOf(written: unknown): string | undefined {
  return z.object({ id: z.union([z.string().max(200), z.number()]).transform(String) }).safeParse(written).data?.id
}

const Erasure = z
  .object({ id: z.string().min(1).max(200).optional(), clickId: z.string().max(200).optional() })
  .refine(({ id, clickId }) => (id === undefined) !== (clickId === undefined))

/** A person wants to be forgotten: everything under this conversion's id, or this click's. */
export function eraseFromServer(
  needs: Pick<ConversionNeeds, 'db' | 'clock' | 'vault'>,
  asked: Asked,
): Promise<FromServer<{ readonly erased: true }>> {
  return signed(needs, asked, async (tx, { site, body }) => {
    const { data } = Erasure.safeParse(body)
    const clickId = readClickId(data?.clickId)
    if (!data || (data.id === undefined && clickId === undefined)) return undefined
    await eraseAtSites(tx, { workspaceId: site.workspace_id, sites: [site], externalId: data.id, clickId })
    await announce(tx, { to: site.workspace_id, topics: ['conversions'] })
    // The same whether there was something or not, now and later.
    return { erased: true as const }
  })
}

interface Genuine {
  readonly site: SiteRow
  readonly body: unknown
  readonly now: Temporal.Instant
}

/** Does the work for whoever holds the site's secret. Undefined from the work: the body says nothing that can be done. */
async function signed<Answer>(
  needs: Pick<ConversionNeeds, 'db' | 'clock' | 'vault'>,
  { key, signature, body }: Asked,
  work: (tx: Tx, genuine: Genuine) => Promise<Answer | undefined>,
): Promise<FromServer<Answer>> {
  const { db, clock } = needs
  const found = await siteByKey(db, key)
  const secret = found && secretOf(needs, found)
  if (!found || secret === undefined) return { is: 'unknown' }
  const now = clock.now()
  const check = checkSignature({ header: signature, body, secret, now })
  if (check !== 'genuine') return { is: check }
  const written = parse(body)
  const answer = await db.transaction().execute(async (tx) => {
    const site = await holdSite(tx, { workspaceId: found.workspace_id, siteId: found.id })
    return work(tx, { site, body: written, now })
  })
  await noteHeard(db, found, { what: 'server_heard_at', now })
  return answer === undefined ? { is: 'invalid' } : { is: 'done', answer }
}

/** Undefined where it is no JSON. */
function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return undefined
  }
}
