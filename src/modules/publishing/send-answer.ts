import type { Confirmed } from '#contract/voice'
import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import type { Call } from '#modules/teams'
import type { Answered } from '#networks/network'

import { type ContentInput, type Decision, type Delivery, type DeliveryState, publishingRefusals } from './contract.ts'
import { settle } from './decide-delivery.ts'
import type { DeliveryRow } from './held-delivery.ts'
import { holdContents } from './hold-to-voice.ts'
import type { AccountFacts, PublishingNeeds } from './needs.ts'
import { planDeliveries } from './plan-deliveries.ts'
import { postColumns } from './post-columns.ts'
import { toDelivery } from './read-post.ts'
import { type Planner, reviewPost } from './review-post.ts'
import { databaseTime } from './schedule-post.ts'

interface NewAnswer {
  readonly accountId: string
  readonly answered: Answered
  readonly text: string
  readonly languages: readonly string[]
  readonly confirmed?: Confirmed | undefined
}

/**
 * Sends an answer on its way, within the change of whoever keeps the talk: once, like a post. Refuses what the network would
 * refuse. Answers the id of what goes out; `answer.moved` tells what came of it.
 */
export async function sendAnswer(tx: Tx, needs: PublishingNeeds, call: Call, answer: NewAnswer): Promise<string> {
  const { workspaceId, memberId, name } = call.acting
  const account = await accountFor(tx, needs, { workspaceId, accountId: answer.accountId })
  const content: ContentInput = { parts: [{ text: answer.text, media: [] }], languages: [...answer.languages], variants: {} }
  refuseWrong(needs, account, answer)
  const id = uuidv7()
  const { confirmed = [], answered } = answer
  await holdContents(tx, {
    workspaceId,
    brandId: account.brandId,
    subject: { kind: 'answer', id },
    labelIds: [],
    sender: { acting: call.acting, confirmed },
    versions: [
      {
        shown: { parts: [{ text: answer.text, media: [] }], languages: content.languages, settings: {}, answers: answered },
        network: undefined,
        account,
      },
    ],
  })
  await tx
    .insertInto('publishing.post')
    .values({
      workspace_id: workspaceId,
      id,
      brand_id: account.brandId,
      ...postColumns(content),
      answers: JSON.stringify(answer.answered),
      account_ids: [account.id],
      campaign_id: null,
      planned_local: null,
      time_zone: null,
      occurrence: null,
      url: null,
      created_by: memberId,
      created_by_name: name,
    })
    .execute()
  await reviewPost(tx, needs, { workspaceId, postId: id, by: call.acting, planned: true, at: undefined })
  const post = { workspace_id: workspaceId, id, brand_id: account.brandId, answers: answer.answered }
  await planDeliveries(tx, needs.jobs, { post, accounts: [account], dueAt: await databaseTime(tx), existing: [] })
  return id
}

async function accountFor(
  tx: Tx,
  needs: PublishingNeeds,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
): Promise<AccountFacts> {
  const [account] = await needs.accounts.find(tx, { workspaceId, ids: [accountId] })
  if (!account || account.signedOut) throw refuse(publishingRefusals, 'SIGNED_OUT_ACCOUNT')
  return account
}

function refuseWrong({ network }: PublishingNeeds, account: AccountFacts, { answered, text, languages }: NewAnswer): void {
  const answering = network(account.network)?.inbox?.answering
  if (!answering) throw refuse(publishingRefusals, 'NOT_FOUND')
  const content = { parts: [{ text, media: [] }], languages, settings: {}, answers: answered }
  const findings = answering
    .rulesFor(account.limits, answered.kind)
    .check(content)
    .filter(({ severity }) => severity === 'error')
    .map(({ part, reason }) => ({ accountId: account.id, part, reason }))
  if (findings.length > 0) throw refuse(publishingRefusals, 'NOT_ACCEPTED', { findings })
}

/** A member settles an answer that waits for them; inside a change. */
export async function decideAnswer(
  tx: Tx,
  needs: PublishingNeeds,
  { workspaceId, answerId, decision, by }: { workspaceId: string; answerId: string; decision: Decision; by: Planner },
): Promise<{ was: DeliveryState; is: DeliveryState }> {
  const [delivery] = await deliveriesOf(tx, { workspaceId, answerIds: [answerId] })
  if (!delivery) throw refuse(publishingRefusals, 'NOT_FOUND')
  const { state: was } = await settle(tx, needs, { workspaceId, postId: answerId, deliveryId: delivery.id, decision, isA: 'answer', by })
  const [settled] = await deliveriesOf(tx, { workspaceId, answerIds: [answerId] })
  return { was, is: settled?.state ?? was }
}

/** How far answers are, by the ids that `sendAnswer` gave. */
export async function answersOnTheirWay(
  needs: Pick<PublishingNeeds, 'db' | 'network'>,
  of: { workspaceId: string; answerIds: readonly string[] },
): Promise<ReadonlyMap<string, Delivery>> {
  if (of.answerIds.length === 0) return new Map()
  return new Map((await deliveriesOf(needs.db, of)).map((row) => [row.post_id, toDelivery(needs, row)]))
}

function deliveriesOf(
  db: Db | Tx,
  { workspaceId, answerIds }: { workspaceId: string; answerIds: readonly string[] },
): Promise<DeliveryRow[]> {
  return db
    .selectFrom('publishing.delivery')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('is_answer', '=', true)
    .where('post_id', 'in', [...answerIds])
    .execute()
}
