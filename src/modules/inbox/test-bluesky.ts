import { sql } from 'kysely'

import { networkById } from '#networks'
import type { TestBluesky } from '#testing/bluesky'

import { connectBluesky } from '../publishing/test-bluesky.ts'
import { lookAgain } from './reading/look-again.ts'
import { remember } from './reading/read-due.ts'
import { readSource } from './reading/read-source.ts'
import { knownHere } from './reading/source.ts'
import type { InboxWorld } from './test-inbox.ts'

/** The inbox of an account that is connected on a real server, as its jobs read it, without waiting for their turn. */
export async function blueskyInbox({ here, needs: usual }: InboxWorld, bluesky: TestBluesky, name: string) {
  const brand = await connectBluesky(here, bluesky, name)
  const needs = { ...usual, publishing: here.needs }
  const { workspaceId } = here.at
  const accountId = here.accounts[0]?.id ?? ''
  // There is no server for private messages among the network's packages.
  const names = networkById('bluesky')?.inbox?.sources.flatMap(({ name: source }) => (source === 'messages' ? [] : [source])) ?? []
  const sources = names.map((source) => ({ workspaceId, accountId, source }))
  const known = { workspaceId, accountId, source: knownHere }
  return {
    brand,
    needs,
    /** Answers everything that was said. */
    read: async () => {
      await remember(here.db, sources)
      for (const source of sources) await readSource(needs, source, signal())
      const rows = await here.db.selectFrom('inbox.message').select(['kind', 'text', 'by_us']).orderBy('at').execute()
      return rows.map(({ kind, text, by_us }) => `${kind}: ${text}${by_us ? ' (ours)' : ''}`).toSorted()
    },
    /** As if an hour had passed. Answers what is gone. */
    lookAgain: async () => {
      await remember(here.db, [known])
      await sql`update inbox.message set at = at - interval '1 hour', as_of = as_of - interval '1 hour'`.execute(here.db)
      await sql`update inbox.thread set last_at = last_at - interval '1 hour', looked_at = looked_at - interval '1 hour'`.execute(here.db)
      await lookAgain(needs, known, signal())
      const rows = await here.db.selectFrom('inbox.message').select('external_id').where('gone_at', 'is not', null).execute()
      return rows.map(({ external_id }) => external_id)
    },
  }
}

const signal = () => AbortSignal.timeout(20_000)
