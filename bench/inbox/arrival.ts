import type { Pool } from 'pg'

import { bodyOf, type Door } from '../../e2e/support/facebook-door.ts'
import { until } from '../../e2e/support/until.ts'
import { madeMessages } from '../understanding/grammar.ts'
import { randomFrom } from '../understanding/softmax.ts'
import { tellAll } from './told.ts'

const comments = 10_000

/** From the first call to the last comment kept, understood and through the rules; and before and after it as many plain rows, one commit each. */
export async function measureArrival(pool: Pool, door: Door): Promise<Record<string, number>> {
  const random = randomFrom(7)
  const texts = ['en', 'zh-TW'].flatMap((language) => madeMessages(language, comments, random)).map(({ text }) => text)
  const bodies = Array.from({ length: comments }, (_, index) =>
    bodyOf(door, { id: `12_arrived${index}`, text: texts[(index * 37) % texts.length] ?? '', guest: `9${index % 3000}` }),
  )
  const repeated = bodies.flatMap((body, index) => (index % 10 === 9 ? [body, bodies[index - 5] ?? body] : [body]))
  const floorBefore = await plainRows(pool, bodies)
  const began = await tellAll(door, repeated)
  // To count what is kept reads a million messages, which would take half the machine from what is measured: it is done when nothing waits,
  // and the time it takes is not part of the arrival.
  let ended = began
  const nothingWaits = async () => {
    if ((await waiting(pool)) > 0) return false
    ended = performance.now()
    return (await kept(pool)) === comments
  }
  await until('every comment to be kept', 300, nothingWaits, { pause: 50 })
  const perSecond = comments / ((ended - began) / 1000)
  const floor = (floorBefore + (await plainRows(pool, bodies))) / 2
  return {
    ingest_per_second: Math.round(perSecond),
    plain_rows_per_second: Math.round(floor),
    ratio: Math.round((perSecond / floor) * 100) / 100,
    ingest_drift: await drift(pool),
  }
}

async function kept(pool: Pool): Promise<number> {
  return count(pool, `select count(*)::integer as count from inbox.message where external_id like '12\\_arrived%' and meaning is not null`)
}

async function waiting(pool: Pool): Promise<number> {
  return count(pool, 'select count(*)::integer as count from inbox.webhook where handled_at is null')
}

async function count(pool: Pool, what: string): Promise<number> {
  return (await pool.query<{ count: number }>(what)).rows[0]?.count ?? 0
}

/** Threads whose number of messages is another than there are. */
async function drift(pool: Pool): Promise<number> {
  return count(
    pool,
    `select count(*)::integer as count from inbox.thread t
     where t.external_id like '12\\_arrived%'
       and t.messages <> (select count(*) from inbox.message m where m.workspace_id = t.workspace_id and m.thread_id = t.id)`,
  )
}

/** What cannot be avoided: a row with the body, committed, over as many connections as Hearth has. */
async function plainRows(pool: Pool, bodies: readonly string[]): Promise<number> {
  await pool.query('create table inbox.plain (id integer primary key, body text not null)')
  const began = performance.now()
  let next = 0
  const runner = async () => {
    for (let index = next++; index < bodies.length; index = next++)
      await pool.query({ name: 'plain', text: 'insert into inbox.plain values ($1, $2)', values: [index, bodies[index]] })
  }
  await Promise.all(Array.from({ length: 10 }, runner))
  const perSecond = bodies.length / ((performance.now() - began) / 1000)
  await pool.query('drop table inbox.plain')
  return perSecond
}
