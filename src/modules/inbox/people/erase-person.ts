import { type Selectable, sql } from 'kysely'

import type { Tx } from '#kit/database'
import { forgetNoticesAbout } from '#modules/notifications'
import { forgetAnswers } from '#modules/publishing'
import { type Call, change } from '#modules/teams'

import { holdAccount } from '../hold-account.ts'
import type { InboxNeeds } from '../needs.ts'
import { summarise } from '../summarise.ts'
import type { ProfileTable } from '../tables.ts'
import { threadPage } from '../thread-page.ts'
import { topicsOf } from '../topics.ts'
import { known } from './change-person.ts'
import { keepErased, keyOfMessage, keyOfProfile, keyOfThread } from './erased.ts'
import { type Held, holdPerson, peopleTopics } from './hold-person.ts'
import { redaction } from './redaction.ts'

/**
 * Erases a person for good: what they said, what they are called, and what members wrote about them. Threads keep their shape, with gaps, and
 * measures what they counted. What they said until now never comes back (`erased.ts`); what they say later is somebody new's.
 */
export function erasePerson(
  { db }: Pick<InboxNeeds, 'db'>,
  call: Call,
  { personId }: { personId: string },
): Promise<{ erased: true; messages: number }> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await holdAccounts(tx, workspaceId)
    const person = await holdPerson(tx, { workspaceId, personId })
    const threadIds = await holdThreads(tx, person)
    const names = await namesOf(tx, person)
    const messages = await eraseWords(tx, person, { threadIds, pattern: redaction(names) })
    await eraseKnown(tx, person)
    await forgetNoticesAbout(tx, { workspaceId, pages: threadIds.map(threadPage) })
    await summarise(tx, { workspaceId }, { threadIds, spoken: [] })
    return {
      value: { erased: true as const, messages },
      subject: { kind: 'person', id: person.personId },
      detail: { profiles: person.profileIds.length, messages, threads: threadIds.length },
      topics: [...peopleTopics, ...topicsOf(...threadIds)],
    }
  })
}

/** What networks have begun to tell is waited for, and what they tell next knows already what must not come back. */
async function holdAccounts(tx: Tx, workspaceId: string): Promise<void> {
  const rows = await tx
    .selectFrom('inbox.reading')
    .select('account_id')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .orderBy('account_id')
    .execute()
  for (const { account_id } of rows) await holdAccount(tx, account_id)
}

async function holdThreads(tx: Tx, { workspaceId, profileIds }: Held): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from inbox.thread where workspace_id = ${workspaceId} and (profile_id = any(${[...profileIds]}::uuid[]) or id in (
      select thread_id from inbox.message where workspace_id = ${workspaceId} and profile_id = any(${[...profileIds]}::uuid[]) and not by_us
    )) order by id for update`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Whatever a text may call them. */
async function namesOf(tx: Tx, person: Held): Promise<string[]> {
  const profiles = await profilesOf(tx, person)
  const about = await known(tx, person)
  return [...profiles.flatMap(({ handle, name }) => [handle, name]), about?.name, about?.email, about?.phone].filter(
    (name) => typeof name === 'string',
  )
}

function profilesOf(tx: Tx, { workspaceId, profileIds }: Held): Promise<Selectable<ProfileTable>[]> {
  return tx
    .selectFrom('inbox.profile')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...profileIds])
    .execute()
}

interface Where {
  readonly threadIds: readonly string[]
  readonly pattern: string
}

/** Answers how many messages of theirs there were. */
async function eraseWords(tx: Tx, person: Held, where: Where): Promise<number> {
  const keys = (await profilesOf(tx, person)).map(({ network, external_id: externalId }) => keyOfProfile({ network, externalId }))
  await forgetCorrections(tx, person)
  await takeIdsOut(tx, person, where)
  const messages = await eraseMessages(tx, person)
  const redacted = await redactAround(tx, person, where)
  await keepErased(tx, { workspaceId: person.workspaceId, keys: [...keys, ...redacted, ...(await closeThreads(tx, person, where))] })
  await forgetAnswers(tx, { workspaceId: person.workspaceId, answerIds: await answersIn(tx, person, where) })
  return messages
}

/** What is learnt from is their words too. */
async function forgetCorrections(tx: Tx, { workspaceId, profileIds }: Held): Promise<void> {
  await sql`
    delete from inbox.correction where workspace_id = ${workspaceId} and text in (
      select text from inbox.message where workspace_id = ${workspaceId} and profile_id = any(${[...profileIds]}::uuid[]) and not by_us
    )`.execute(tx)
}

/** The network's ids of what they said name them on some networks. What answered it still does. */
async function takeIdsOut(tx: Tx, { workspaceId, profileIds }: Held, { threadIds }: Where): Promise<void> {
  await sql`
    update inbox.message answer set answers = 'erased:' || theirs.id from inbox.message theirs
    where answer.workspace_id = ${workspaceId} and answer.thread_id = any(${[...threadIds]}::uuid[])
      and theirs.workspace_id = ${workspaceId} and theirs.account_id = answer.account_id and theirs.external_id = answer.answers
      and theirs.profile_id = any(${[...profileIds]}::uuid[]) and not theirs.by_us`.execute(tx)
}

/** What a message meant stays for the measures; which words said so does not. */
async function eraseMessages(tx: Tx, { workspaceId, profileIds }: Held): Promise<number> {
  const { numAffectedRows } = await sql`
    update inbox.message set external_id = 'erased:' || id, profile_id = null, text = '', grams = '{}', media = '[]', reasons = '[]', url = null, answers = null,
      answer_to = null, erased = true, gone_at = coalesce(gone_at, clock_timestamp())
    where workspace_id = ${workspaceId} and profile_id = any(${[...profileIds]}::uuid[]) and not by_us`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Takes their names out of what others and we said in their threads, and out of our notes there. Answers what must not be read again as it was. */
async function redactAround(tx: Tx, { workspaceId }: Held, { threadIds, pattern }: Where): Promise<string[]> {
  const inThreads = sql`workspace_id = ${workspaceId} and thread_id = any(${[...threadIds]}::uuid[])`
  const without = (text: ReturnType<typeof sql>) => sql`regexp_replace(${text}, ${pattern}, '…', 'gi')`
  const { rows } = await sql<{ account_id: string; external_id: string }>`
    update inbox.message set text = ${without(sql`text`)}, grams = null where ${inThreads} and text ~* ${pattern} returning account_id, external_id`.execute(
    tx,
  )
  await sql`update inbox.answer set text = ${without(sql`text`)} where ${inThreads} and text ~* ${pattern}`.execute(tx)
  const note = sql`detail ->> 'text'`
  await sql`
    update inbox.deed set detail = jsonb_set(detail, '{text}', to_jsonb(${without(note)})) where ${inThreads} and ${note} ~* ${pattern}`.execute(
    tx,
  )
  await sql`
    update inbox.thread set about = case when about ->> 'author' ~* ${pattern} then about - 'author' || '{"text": "", "url": ""}'
      else jsonb_set(about, '{text}', to_jsonb(${without(sql`about ->> 'text'`)})) end
    where workspace_id = ${workspaceId} and id = any(${[...threadIds]}::uuid[]) and about::text ~* ${pattern}`.execute(tx)
  return rows.map(({ account_id: accountId, external_id: externalId }) => keyOfMessage({ accountId, externalId }))
}

/** Threads in which nobody else spoke have an end: what is said there later is a thread of its own. */
async function closeThreads(tx: Tx, { workspaceId, profileIds }: Held, { threadIds }: Where): Promise<string[]> {
  const ids = sql`${[...threadIds]}::uuid[]`
  const { rows } = await sql<{ account_id: string; external_id: string }>`
    with closing as (
      select id, account_id, external_id from inbox.thread thread where workspace_id = ${workspaceId} and id = any(${ids}) and not exists (
        select from inbox.message other where other.workspace_id = ${workspaceId} and other.thread_id = thread.id and not other.by_us and not other.erased
      )
    ), closed as (
      update inbox.thread thread set external_id = 'erased:' || thread.id from closing
      where thread.workspace_id = ${workspaceId} and thread.id = closing.id
    )
    select account_id, external_id from closing`.execute(tx)
  await sql`
    update inbox.thread set profile_id = null
    where workspace_id = ${workspaceId} and id = any(${ids}) and profile_id = any(${[...profileIds]}::uuid[])`.execute(tx)
  return rows.map(({ account_id: accountId, external_id: externalId }) => keyOfThread({ accountId, externalId }))
}

async function answersIn(tx: Tx, { workspaceId }: Held, { threadIds }: Where): Promise<string[]> {
  if (threadIds.length === 0) return []
  const rows = await tx
    .selectFrom('inbox.answer')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('thread_id', 'in', [...threadIds])
    .where('ended_at', 'is not', null)
    .execute()
  return rows.map(({ id }) => id)
}

async function eraseKnown(tx: Tx, { workspaceId, personId, profileIds }: Held): Promise<void> {
  for (const table of ['person_note', 'consent', 'joining'] as const)
    await sql`delete from ${sql.table(`inbox.${table}`)} where workspace_id = ${workspaceId} and person_id = ${personId}`.execute(tx)
  await tx.deleteFrom('inbox.person').where('workspace_id', '=', workspaceId).where('id', '=', personId).execute()
  await tx
    .deleteFrom('inbox.profile')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...profileIds])
    .execute()
}
