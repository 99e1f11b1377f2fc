import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startTestPostgres } from '#testing/postgres'

import { standIn as blueskyStandIn } from '../../src/networks/bluesky/stand-in.ts'
import { blueskyStories, faultyBluesky } from './faulty-bluesky.ts'
import { faultyInstagram } from './faulty-instagram.ts'
import type { FaultyNetwork } from './faulty-network.ts'
import { faultyStandIn } from './faulty-stand-in.ts'

/** What all groups share. Hearth asks one Bluesky at a time: the real server everywhere, the stand-in in a Hearth of its own. */
export interface Stage extends AsyncDisposable {
  readonly networks: readonly FaultyNetwork[]
  readonly blueskyStandIn: FaultyNetwork
  /** A PostgreSQL for the groups whose processes run apart. */
  readonly postgres: string
  /** For files that turn the clock and the name service. */
  readonly folder: string
}

export async function setStage(): Promise<Stage> {
  const networks = [await faultyBluesky(), await faultyInstagram()]
  const standIn = await faultyStandIn({ kind: blueskyStandIn, stories: blueskyStories })
  const postgres = await startTestPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'hearth-faults-'))
  return {
    networks,
    blueskyStandIn: standIn,
    postgres: postgres.url,
    folder,
    [Symbol.asyncDispose]: async () => {
      for (const network of [...networks, standIn]) await network[Symbol.asyncDispose]()
      await postgres[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
