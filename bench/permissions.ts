import { randomUUID } from 'node:crypto'

import { call, implement } from '@orpc/server'

import { publishing } from '#contract/publishing'
import { migrate } from '#database/migrate'
import { openDatabase } from '#database/open'
import type { Db } from '#kit/database'
import { type Acting, atTheDoor, type CallContext } from '#modules/teams'
import { placeFinder } from '#server/places'

import { addMember, testWorkspace } from '../src/testing/workspace.ts'
import { ownDatabase } from './own-database.ts'

const brands = 200
const posts = 20_000
const warmUp = 500
const asked = 4000

/**
 * What a request costs before anything of it is done, in microseconds, from the call of a procedure to its handler: `p99_us` for a member
 * with roles in 100 of 200 brands, about one of 20,000 posts, which asks the database where the post stands; `everywhere_p99_us` for one
 * whose role is for the whole workspace, which asks nothing. Who somebody is was found out before (one query, with their roles in it).
 */
export async function measure(): Promise<Record<string, number>> {
  await using cleanUp = new AsyncDisposableStack()
  const postgres = cleanUp.use(await ownDatabase())
  const database = openDatabase({ connection: postgres.url, connections: 4 })
  cleanUp.defer(() => database.close())
  await migrate(database.pool)
  const { db } = database
  const { whole, inPart, postIds } = await people(db)
  const find = placeFinder(db)
  const everywhere = await times((turn) => pass({ acting: whole, find }, postIds[turn % postIds.length] ?? ''))
  const somewhere = await times((turn) => pass({ acting: inPart, find }, postIds[turn % postIds.length] ?? ''))
  return {
    p50_us: at(somewhere, 0.5),
    p99_us: at(somewhere, 0.99),
    everywhere_p50_us: at(everywhere, 0.5),
    everywhere_p99_us: at(everywhere, 0.99),
  }
}

async function people(db: Db): Promise<{ whole: Acting; inPart: Acting; postIds: readonly string[] }> {
  const { workspaceId, brandId, publisher } = await testWorkspace(db)
  const more = Array.from({ length: brands - 1 }, () => randomUUID())
  const brand = { workspace_id: workspaceId, name: 'Tea', language: 'en' as const, time_zone: 'Asia/Taipei' }
  await db
    .insertInto('teams.brand')
    .values(more.map((id) => ({ ...brand, id })))
    .execute()
  const reached = [brandId, ...more.slice(0, brands / 2 - 1)]
  const grants = reached.map((id) => ({ brandId: id, role: 'publisher' as const }))
  const member = await addMember(db, { workspaceId, grants })
  const { acting } = member.call('')
  const postIds = await addPosts(db, { workspaceId, reached })
  return { whole: publisher.call('').acting, inPart: { ...acting, standing: { grants } }, postIds }
}

async function addPosts(db: Db, { workspaceId, reached }: { workspaceId: string; reached: readonly string[] }): Promise<string[]> {
  const content = JSON.stringify({ parts: [{ text: 'Tea', media: [] }], languages: ['en'], variants: {} })
  const said = { content, account_ids: [randomUUID()], first_line: 'Tea', parts: 1, media: 0, media_ids: [], words: 'Tea' }
  const rows = Array.from({ length: posts }, (_, turn) => ({
    ...said,
    workspace_id: workspaceId,
    id: randomUUID(),
    brand_id: reached[turn % reached.length] ?? '',
    thumb_media_id: null,
    campaign_id: null,
    planned_local: null,
    time_zone: null,
    occurrence: null,
    url: null,
    created_by: null,
    created_by_name: null,
  }))
  for (let from = 0; from < rows.length; from += 1000)
    await db
      .insertInto('publishing.post')
      .values(rows.slice(from, from + 1000))
      .execute()
  return rows.map(({ id }) => id)
}

/** The door, and a handler that does nothing: its output is not checked. */
const behind = implement(publishing.get)
  .$context<CallContext>()
  .use(atTheDoor)
  .use(() => {
    throw passed
  })
  .handler(() => {
    throw passed
  })
const passed = new Error('Passed the door.')

async function pass({ acting, find }: Required<Pick<CallContext, 'acting' | 'find'>>, postId: string): Promise<void> {
  const context: CallContext = { acting, find, headers: new Headers(), ip: '127.0.0.1' }
  try {
    await call(behind, { postId }, { path: ['publishing', 'get'], context })
  } catch (error) {
    if (error !== passed) throw error
  }
}

async function times(work: (turn: number) => Promise<void>): Promise<number[]> {
  const taken: number[] = []
  for (let turn = 0; turn < warmUp + asked; turn += 1) {
    const before = performance.now()
    await work(turn)
    if (turn >= warmUp) taken.push((performance.now() - before) * 1000)
  }
  return taken.toSorted((one, other) => one - other)
}

function at(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
}
