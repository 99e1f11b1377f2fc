import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startTestPostgres } from '#testing/postgres'

import type { FaultSetting } from '../../src/networks/test-faults.ts'
import { allFaults } from './all-faults.ts'
import { faultyBluesky } from './faulty-bluesky.ts'
import type { FaultyNetwork } from './faulty-network.ts'
import { faultyStandIn } from './faulty-stand-in.ts'

/** What all groups share. Hearth asks one server of each network at a time, except where it is told which. */
export interface Stage extends AsyncDisposable {
  /** Real servers where they can be run, and stand-ins. */
  readonly networks: readonly FaultyNetwork[]
  /** One whose server's address a person enters. */
  readonly withServers: FaultyNetwork
  /** The stand-ins of those that are real among `networks`, for a Hearth of their own. */
  readonly besideReal: readonly FaultyNetwork[]
  /** A PostgreSQL for the groups whose processes run apart. */
  readonly postgres: string
  /** For files that turn the clock and the name service. */
  readonly folder: string
}

export async function setStage(): Promise<Stage> {
  const real = { bluesky: await faultyBluesky() }
  const settings = await allFaults()
  const isReal = ({ kind }: FaultSetting) => kind.id in real
  const standIns = await Promise.all(settings.filter((one) => !isReal(one)).map(faultyStandIn))
  const besideReal = await Promise.all(settings.filter(isReal).map(faultyStandIn))
  const networks = [...Object.values(real), ...standIns]
  const postgres = await startTestPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'hearth-faults-'))
  return {
    networks,
    withServers: real.bluesky,
    besideReal,
    postgres: postgres.url,
    folder,
    [Symbol.asyncDispose]: async () => {
      for (const network of [...networks, ...besideReal]) await network[Symbol.asyncDispose]()
      await postgres[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
