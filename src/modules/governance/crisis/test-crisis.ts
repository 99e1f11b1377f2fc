import { randomUUID } from 'node:crypto'

import { testDatabase } from '#testing/database'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import type { GovernanceNeeds } from '../needs.ts'
import type { Heard } from './outward.ts'

export interface CrisisWorld extends AsyncDisposable {
  readonly at: TestWorkspace
  readonly db: GovernanceNeeds['db']
  readonly needs: GovernanceNeeds
  readonly postId: string
  /** What publishing was asked for. */
  readonly asked: string[]
  readonly notices: { kind: string; members: readonly string[] }[]
  /** What the inbox says of the hours before now, the latest last. */
  heard: Heard[]
  now: Temporal.Instant
}

/** A workspace with one post; what a crisis asks of publishing and the inbox is written down. */
export async function crisisWorld(): Promise<CrisisWorld> {
  const database = await testDatabase()
  const { db } = database
  const at = await testWorkspace(db)
  const postId = randomUUID()
  const asked: string[] = []
  const notices: CrisisWorld['notices'] = []
  const needs: GovernanceNeeds = {
    db,
    clock: { now: () => world.now },
    events: { emit: async () => undefined, isHeard: () => false },
    jobs: { send: async () => undefined },
    notify: async (_, { kind, members = [] }) => void notices.push({ kind, members }),
    mail: { enabled: false, send: async () => undefined },
    secretKey: new Uint8Array(32),
    publicUrl: 'https://hearth.tea.example',
    posts: { hold: async () => undefined, settle: async () => undefined, show: async () => [], plan: async () => [] },
    facts: { networks: [], connected: async () => [], hasPublished: async () => false },
    outward: {
      holdDue: async (_, { brandId }) => void asked.push(`hold ${brandId === undefined ? 'all' : 'brand'}`),
      publishNow: async () => void asked.push('publish'),
      posts: async (_, { postIds }) => (postIds.includes(postId) ? [{ id: postId, brandId: at.brandId, firstLine: 'We are sorry' }] : []),
      liveOf: async () => [randomUUID(), randomUUID()],
      takeDown: async (_, { deliveryIds }) => void asked.push(`take down ${deliveryIds.length}`),
      takenDown: async (_, { deliveryIds }) => [{ network: 'tea', down: 0, going: deliveryIds.length, byHand: 0, troubled: 0, live: 0 }],
      heard: async (_, { hours }) => world.heard.slice(-hours),
    },
  }
  const world: CrisisWorld = {
    at,
    db,
    needs,
    postId,
    asked,
    notices,
    heard: [],
    now: Temporal.Instant.from('2026-11-20T03:00:00Z'),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
  return world
}
