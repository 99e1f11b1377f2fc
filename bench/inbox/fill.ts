import type { Pool } from 'pg'

import { gramsOfMessage } from '../../src/modules/inbox/words/grams.ts'
import { madeMessages } from '../understanding/grammar.ts'
import { randomFrom } from '../understanding/softmax.ts'

interface Filling {
  readonly workspaceId: string
  readonly brandId: string
  readonly memberId: string
  readonly accounts: readonly { readonly id: string; readonly network: string }[]
  readonly threads: number
  readonly messagesEach: number
}

/**
 * What years leave behind, straight into the database: threads of two years, nine of ten done, half in English and half in Chinese,
 * with labels, assignees and meanings. Indexes that the rows would have to be put into one by one are made afterwards.
 */
export async function fill(pool: Pool, filling: Filling): Promise<void> {
  const { rows: indexes } = await pool.query<{ indexdef: string; name: string }>(
    `select indexdef, schemaname || '.' || indexname as name from pg_indexes
     where schemaname = 'inbox' and tablename in ('message', 'thread', 'profile') and indexdef not like '%UNIQUE%'`,
  )
  for (const { name } of indexes) await pool.query(`drop index ${name}`)
  await pool.query(validId)
  await keepTexts(pool)
  await keepProfiles(pool, filling)
  await keepThreads(pool, filling)
  await keepMessages(pool, filling)
  await keepWaits(pool, filling)
  for (const { indexdef } of indexes) await pool.query(indexdef)
  await pool.query('drop table inbox.filling_text')
  await pool.query('drop function inbox.filling_id')
  await pool.query('vacuum analyze inbox.message, inbox.thread, inbox.profile, inbox.wait, inbox.tally')
  // What years leave behind is on the disk already.
  await pool.query('checkpoint')
}

/** An id that is always the same for the same name, of version 4 as others are. */
const validId = `create function inbox.filling_id(name text) returns uuid language sql immutable parallel safe
  return overlay(overlay(md5(name) placing '4' from 13) placing '8' from 17)::uuid`

const textsPerLanguage = 20_000

async function keepTexts(pool: Pool): Promise<void> {
  await pool.query(
    'create table inbox.filling_text (id integer primary key, text text, language text, meaning text, sentiment text, grams integer[])',
  )
  const random = randomFrom(20_261_129)
  const made = ['en', 'zh-TW'].flatMap((language) =>
    madeMessages(language, textsPerLanguage / 5, random).map((message) => ({ ...message, language })),
  )
  const rows = made.map((message, id) => ({
    id,
    ...message,
    grams: gramsOfMessage({ text: message.text, name: `Guest ${id}`, handle: `guest${id}` }),
  }))
  for (let from = 0; from < rows.length; from += 5000)
    await pool.query(
      `insert into inbox.filling_text select * from jsonb_to_recordset($1::jsonb)
       as r(id integer, text text, language text, meaning text, sentiment text, grams integer[])`,
      [JSON.stringify(rows.slice(from, from + 5000))],
    )
}

const profiles = 50_000

async function keepProfiles(pool: Pool, { workspaceId, accounts }: Filling): Promise<void> {
  await pool.query(
    `insert into inbox.profile (workspace_id, id, network, external_id, handle, name, person_id)
     select $1, inbox.filling_id('profile' || n), ($2::text[])[1 + n % cardinality($2::text[])], 'filled' || n, 'guest' || n, 'Guest ' || n, inbox.filling_id('profile' || n)
     from generate_series(0, ${profiles - 1}) n`,
    [workspaceId, accounts.map(({ network }) => network)],
  )
}

/** Numbers that look drawn but are the same in every run come from the row's own number. */
async function keepThreads(pool: Pool, { workspaceId, brandId, memberId, accounts, threads }: Filling): Promise<void> {
  await pool.query(
    `insert into inbox.thread (workspace_id, id, brand_id, account_id, network, external_id, kind, profile_id, state, snoozed_until, assignee_id, label_ids, urgent,
       waiting_since, last_at, first_inbound_at, first_answer_at, done_at, meaning, messages, first_line)
     select $1, inbox.filling_id('thread' || n), $2, ($4::uuid[])[1 + n % cardinality($4::uuid[])], ($5::text[])[1 + n % cardinality($5::text[])], 'filled' || n,
       (array['comment', 'comment', 'mention', 'message', 'quote'])[1 + n / 7 % 5], inbox.filling_id('profile' || n % ${profiles}), state,
       case when state = 'snoozed' then now() + interval '3 days' end, case when n % 3 = 0 then $3::uuid end,
       case when n % 11 = 0 then array[inbox.filling_id('label' || n % 20)] else '{}' end, n % 97 = 0,
       case when state = 'open' then last_at end, last_at, last_at - interval '2 hours', case when state = 'done' then last_at end, case when state = 'done' then last_at end,
       null, 0, ''
     from (
       select n, case when n % 10 > 0 then 'done' when n % 50 = 0 then 'snoozed' else 'open' end as state,
         now() - (n::float8 / $6) * interval '730 days' as last_at
       from generate_series(1, $6::integer) n
     ) made`,
    [workspaceId, brandId, memberId, accounts.map(({ id }) => id), accounts.map(({ network }) => network), threads],
  )
}

async function keepMessages(pool: Pool, { workspaceId, threads, messagesEach }: Filling): Promise<void> {
  const { rows } = await pool.query<{ texts: number }>('select count(*)::integer as texts from inbox.filling_text')
  const texts = rows[0]?.texts ?? 0
  const perTurn = Math.ceil(threads / 10)
  for (let from = 1; from <= threads; from += perTurn)
    await pool.query(
      `insert into inbox.message (workspace_id, id, thread_id, account_id, external_id, kind, by_us, profile_id, text, at, answers, answer_to,
         meaning, sentiment, language, sure, grams)
       select $1, inbox.filling_id('message' || n || '/' || k), t.id, t.account_id, 'filled' || n || '/' || k, t.kind, k % 2 = 1, t.profile_id, x.text,
         t.last_at - ($3 - 1 - k) * interval '20 minutes', null, '{}',
         case when k % 2 = 0 then x.meaning end, case when k % 2 = 0 then x.sentiment end, case when k % 2 = 0 then x.language end, case when k % 2 = 0 then 0.9 end, x.grams
       from generate_series($2::integer, $2::integer + ${perTurn} - 1) n
       join inbox.thread t on t.workspace_id = $1 and t.id = inbox.filling_id('thread' || n)
       cross join generate_series(0, $3::integer - 1) k
       join inbox.filling_text x on x.id = abs(hashint4(n * 31 + k)) % $4`,
      [workspaceId, from, messagesEach, texts],
    )
  await pool.query(
    `update inbox.thread t set messages = $2, first_line = left(m.text, 300), meaning = m.meaning
     from inbox.message m where t.workspace_id = $1 and m.workspace_id = $1 and m.thread_id = t.id and m.external_id like '%/' || ($2 - 1)`,
    [workspaceId, messagesEach],
  )
}

/** Half of what they said was answered twenty minutes later by somebody of five; what is done is done two hours after it began. */
async function keepWaits(pool: Pool, { workspaceId, memberId }: Filling): Promise<void> {
  await pool.query(
    `insert into inbox.wait (workspace_id, thread_id, what, since, ended_at, brand_id, network, kind, member_id, first, seconds, working_seconds,
       handling_seconds, working_handling_seconds, due_at)
     select $1, t.id, 'answer', m.at - interval '20 minutes', m.at, t.brand_id, t.network, t.kind,
       case hashtext(m.id::text) & 7 when 0 then null when 1 then $2::uuid else inbox.filling_id('member' || (hashtext(m.id::text) & 3)) end,
       m.at = min(m.at) over (partition by t.id), 60 + abs(hashtext(m.id::text) % 7200), 60 + abs(hashtext(m.id::text) % 3600), null, null, m.at + (hashtext(m.id::text) % 60) * interval '1 minute'
     from inbox.message m join inbox.thread t on t.workspace_id = m.workspace_id and t.id = m.thread_id
     where m.workspace_id = $1 and m.by_us
     union all
     select $1, t.id, 'resolution', t.first_inbound_at, t.done_at, t.brand_id, t.network, t.kind, $2, true, 7200, 3600, 3600 + abs(hashtext(t.id::text) % 3600), 1800, t.done_at
     from inbox.thread t where t.workspace_id = $1 and t.state = 'done'`,
    [workspaceId, memberId],
  )
  await pool.query(
    `insert into inbox.tally (workspace_id, brand_id, quarter, network, kind, received, acted)
     select $1, t.brand_id, date_bin('15 minutes', m.at, '2000-01-01T00:00:00Z'), t.network, t.kind, count(*), count(*) filter (where m.at < t.last_at)
     from inbox.message m join inbox.thread t on t.workspace_id = m.workspace_id and t.id = m.thread_id
     where m.workspace_id = $1 and not m.by_us group by 2, 3, 4, 5`,
    [workspaceId],
  )
}
