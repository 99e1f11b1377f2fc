import { sql } from 'kysely'

import type { Confirmed } from '#contract/voice'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'
import type { Delivery, Edit, Outcome, PostContent, Settings } from '#networks/network'

import { beginFollowing } from './begin-following.ts'
import { errorsFor } from './check-post.ts'
import { type ContentInput, type Post, publishingRefusals } from './contract.ts'
import { withStandingLinks } from './correct-links.ts'
import { beginCorrection, endCorrection } from './correction-attempt.ts'
import { environmentOf } from './environment-of.ts'
import type { DeliveryRow } from './held-delivery.ts'
import { holdContents } from './hold-to-voice.ts'
import { keepEdit } from './keep-edit.ts'
import { lockPost, type PostRow } from './lock-post.ts'
import type { AccountFacts, WorkerNeeds } from './needs.ts'
import { postColumns } from './post-columns.ts'
import { readPost } from './read-post.ts'
import { reasons } from './reasons.ts'
import { databaseTime } from './schedule-post.ts'
import { seen } from './seen.ts'
import { topicsOf } from './topics.ts'

export interface Correction {
  readonly deliveryId: string
  /** What each part says now, in order. */
  readonly texts: readonly string[]
  /** Where they change; the others stay. */
  readonly settings?: Settings | undefined
  readonly confirmed?: Confirmed | undefined
}

/** What stands on the network, and what it is to say instead. */
interface Planned {
  readonly attemptId: string
  readonly edit: Edit
  readonly job: Omit<Delivery, 'access'>
  readonly after: PostContent
  /** The same as it was written, with its addresses as people know them. */
  readonly wanted: PostContent
  readonly account: AccountFacts
  readonly postId: string
}

/**
 * Makes a published copy say something else where it stands, on networks that let one. The attempt is written down first; the
 * network is asked at once, because somebody waits. Asking twice does no harm: it says the same.
 */
export async function correctDelivery(needs: WorkerNeeds, call: Call, correction: Correction): Promise<Post> {
  const { workspaceId } = call.acting
  const planned = await needs.db.transaction().execute((tx) => plan(tx, needs, { call, correction }))
  const outcome = await ask(needs, { workspaceId, planned })
  if (!outcome.ok) {
    await keepFailure(needs, { workspaceId, deliveryId: correction.deliveryId, planned, outcome })
    throw refuse(publishingRefusals, 'NOT_CORRECTED', { reason: outcome.trouble.reason })
  }
  return change(needs.db, watching(call, seen.writing(workspaceId, planned.postId)), async (tx) => {
    const { post, deliveries } = await lockPost(tx, { workspaceId, postId: planned.postId })
    const delivery = deliveries.find(({ id }) => id === correction.deliveryId)
    if (!delivery) throw refuse(publishingRefusals, 'NOT_FOUND')
    await endCorrection(tx, { workspaceId, deliveryId: delivery.id, attemptId: planned.attemptId, outcome })
    await keepCorrected(tx, needs, { delivery, planned, results: outcome.value })
    if (planned.edit.settle) await beginFollowing(tx, needs, { workspaceId, deliveryId: delivery.id, ...planned })
    const content = withVariant(post, { network: delivery.network, wanted: planned.wanted, settings: correction.settings })
    await tx
      .updateTable('publishing.post')
      // Whoever corrects needs nobody's yes: copies that are still to go out say the same.
      .set({
        ...postColumns(content),
        ...(post.cleared ? { cleared_content: JSON.stringify(content) } : {}),
        revision: sql<number>`revision + 1`,
        updated_at: sql<Date>`clock_timestamp()`,
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', post.id)
      .execute()
    await keepEdit(tx, { acting: call.acting, postId: post.id, content, accountIds: post.account_ids })
    return {
      value: await readPost(needs, tx, { workspaceId, postId: post.id }),
      subject: { kind: 'post', id: post.id },
      detail: { network: delivery.network },
      topics: topicsOf(post.id),
    }
  })
}

async function plan(tx: Tx, needs: WorkerNeeds, { call, correction }: { call: Call; correction: Correction }): Promise<Planned> {
  const { workspaceId } = call.acting
  const { acting } = call
  const { deliveryId, texts, settings, confirmed = [] } = correction
  const found = await tx
    .selectFrom('publishing.delivery')
    .select('post_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', deliveryId)
    .executeTakeFirst()
  if (!found) throw refuse(publishingRefusals, 'NOT_FOUND')
  const { post, deliveries } = await lockPost(tx, { workspaceId, postId: found.post_id })
  const row = deliveries.find(({ id }) => id === deliveryId)
  if (!row || row.state !== 'published' || row.content === null || row.published_at === null) throw refuse(publishingRefusals, 'NOT_LIVE')
  const { brand_id: brandId, account_ids: accountIds, label_ids: labelIds } = post
  if (!(await needs.approvals.mayCorrect(tx, { workspaceId, brandId, accountIds, labelIds, by: call.acting })))
    throw refuse(publishingRefusals, 'APPROVED_ONLY')
  const network = needs.network(row.network)
  const [account] = await needs.accounts.find(tx, { workspaceId, ids: [row.account_id] })
  const edit = network?.publishing?.edit
  if (!network || !edit) throw refuse(publishingRefusals, 'NO_CORRECTIONS')
  if (!account || account.signedOut) throw refuse(publishingRefusals, 'SIGNED_OUT_ACCOUNT')
  const wanted = changed(row.content, { texts, settings })
  const rules = network.rulesFor(account.limits)
  const after = await withStandingLinks(tx, needs, { post, row, stands: row.content, wanted, account, rules })
  // What stands there shows its pictures as it did: mending the words must not wait for their alt texts.
  const findings = errorsFor(needs, account, { content: after, altTexts: 'off', links: undefined })
  if (findings.length > 0) throw refuse(publishingRefusals, 'NOT_ACCEPTED', { findings })
  await holdContents(tx, {
    workspaceId,
    brandId: post.brand_id,
    subject: { kind: 'post', id: post.id },
    labelIds: post.label_ids,
    sender: { acting, confirmed },
    versions: [{ shown: wanted, network, account }],
  })
  const job = { content: row.content, prepared: row.prepared, results: row.results }
  const { externalId, settings: at, limits } = account
  const refusal = edit.refuses({
    job: { ...job, access: { externalId, settings: at, limits, secret: null } },
    after,
    publishedAt: row.published_at.toTemporalInstant(),
    now: await databaseTime(tx),
  })
  if (refusal) throw refuse(publishingRefusals, 'NOT_CORRECTED', { reason: refusal })
  return {
    attemptId: await beginCorrection(tx, { workspaceId, deliveryId, after }),
    edit,
    job,
    after,
    wanted,
    account,
    postId: row.post_id,
  }
}

function changed(content: PostContent, { texts, settings = {} }: Pick<Correction, 'texts' | 'settings'>): PostContent {
  return {
    ...content,
    settings: { ...content.settings, ...settings },
    parts: content.parts.map((part, index) => ({ ...part, text: texts[index] ?? part.text })),
  }
}

/** Longer than a network takes, shorter than a person waits. */
const patience = 30_000

async function ask(
  needs: WorkerNeeds,
  { workspaceId, planned: { edit, job, after, account } }: { workspaceId: string; planned: Planned },
): Promise<Outcome<Awaited<ReturnType<Edit['apply']>> extends Outcome<infer Results> ? Results : never>> {
  const media = needs.media.forNetwork(workspaceId)
  const environment = environmentOf(needs, { workspaceId, networkId: account.network, media, signal: AbortSignal.timeout(patience) })
  try {
    return await needs.accounts.withAccess({ workspaceId, accountId: account.id }, (access) =>
      edit.apply({ job: { ...job, access }, after }, environment),
    )
  } catch (error) {
    needs.log.warn({ err: error, network: account.network }, 'a correction failed')
    return { ok: false, trouble: { kind: 'unknown-outcome', reason: reasons.noAnswerInTime } }
  }
}

interface Failed {
  readonly workspaceId: string
  readonly deliveryId: string
  readonly planned: Planned
  readonly outcome: Outcome<unknown> & { readonly ok: false }
}

/** What may stand there although its answer was lost is followed like what was taken. */
async function keepFailure(needs: WorkerNeeds, { workspaceId, deliveryId, planned, outcome }: Failed): Promise<void> {
  await needs.db.transaction().execute(async (tx) => {
    await endCorrection(tx, { workspaceId, deliveryId, attemptId: planned.attemptId, outcome })
    const follows = planned.edit.settle !== undefined && outcome.trouble.kind === 'unknown-outcome'
    if (follows) await beginFollowing(tx, needs, { workspaceId, deliveryId, ...planned })
  })
}

interface Corrected {
  readonly delivery: DeliveryRow
  readonly planned: Planned
  readonly results: Readonly<Record<string, Delivery['prepared']>>
}

async function keepCorrected(tx: Tx, needs: WorkerNeeds, { delivery, planned, results: newer }: Corrected): Promise<void> {
  const results = { ...delivery.results, ...newer }
  const { externalId, settings, limits } = planned.account
  const at = needs.network(delivery.network)?.publishing?.published({
    ...planned.job,
    content: planned.after,
    results,
    access: { externalId, settings, limits, secret: null },
  })
  await tx
    .updateTable('publishing.delivery')
    .set({
      content: JSON.stringify(planned.after),
      results: JSON.stringify(results),
      external_id: at?.externalId ?? delivery.external_id,
      url: at?.url ?? delivery.url,
      updated_at: sql<Date>`clock_timestamp()`,
    })
    .where('workspace_id', '=', delivery.workspace_id)
    .where('id', '=', delivery.id)
    .execute()
}

/** The post says the same on this network as what now stands there. */
function withVariant(
  { content }: PostRow,
  { network, wanted, settings: changes }: { network: string; wanted: PostContent; settings: Settings | undefined },
): ContentInput {
  const { parts = content.parts, settings = {} } = content.variants[network] ?? {}
  const own = {
    settings: { ...settings, ...changes },
    parts: parts.map((part, index) => ({ ...part, text: wanted.parts[index]?.text ?? part.text })),
  }
  return { ...content, variants: { ...content.variants, [network]: own } }
}
