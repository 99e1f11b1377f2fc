import type { Pool } from 'pg'
import { Agent, request } from 'undici'

import { usualTiming } from '../src/modules/publishing/timing.ts'
import type { Recorded } from './stand-ins.ts'

/**
 * What cannot be avoided, in deliveries a second: for each, one row committed before a byte leaves, the very request that Hearth sent,
 * and one row committed with its answer; as many at once, over as many database connections.
 */
export async function publishFloor(pool: Pool, requests: readonly Recorded[]): Promise<number> {
  await pool.query('create table publishing.floor (id integer primary key, state text not null)')
  await pool.query(`insert into publishing.floor select id, 'waiting' from generate_series(0, $1) id`, [requests.length])
  const agent = new Agent({ connections: usualTiming.concurrency })
  const begun = performance.now()
  let next = 0
  const runner = async () => {
    for (let index = next++; index < requests.length; index = next++) {
      const recorded = requests[index]
      if (recorded) await deliver(pool, agent, { id: index, recorded })
    }
  }
  await Promise.all(Array.from({ length: usualTiming.concurrency }, runner))
  const seconds = (performance.now() - begun) / 1000
  await agent.close()
  await pool.query('drop table publishing.floor')
  return requests.length / seconds
}

async function deliver(pool: Pool, dispatcher: Agent, { id, recorded }: { id: number; recorded: Recorded }): Promise<void> {
  await pool.query({ name: 'floor', text: 'update publishing.floor set state = $2 where id = $1', values: [id, 'sending'] })
  const headers = Object.fromEntries(recorded.headers.filter(([name]) => !ofTheConnection.has(name)))
  const { statusCode, body } = await request(recorded.url, { method: recorded.method as 'POST', headers, body: recorded.body, dispatcher })
  if (statusCode !== 200 && statusCode !== 201)
    throw new Error(`The stand-in answered ${statusCode} to what it had accepted: ${await body.text()}`)
  await body.json()
  await pool.query({ name: 'floor', text: 'update publishing.floor set state = $2 where id = $1', values: [id, 'published'] })
}

const ofTheConnection = new Set(['connection', 'content-length', 'transfer-encoding', 'host'])
