import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type EmbeddedPostgres, startEmbedded } from '#database/embedded'

export interface OwnDatabase extends Pick<EmbeddedPostgres, 'url' | 'pid'>, AsyncDisposable {
  /** A folder of the measurement's own, gone with the database. */
  readonly dataDir: string
}

/** A PostgreSQL as Hearth brings it, durable and in a folder of its own. */
export async function ownDatabase(): Promise<OwnDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hearth-bench-'))
  // The database's own user must be able to pass through.
  chmodSync(dataDir, 0o755)
  await using cleanUp = new AsyncDisposableStack()
  cleanUp.defer(() => rmSync(dataDir, { recursive: true, force: true }))
  const postgres = cleanUp.use(await startEmbedded({ dataDir }))
  const kept = cleanUp.move()
  return { url: postgres.url, pid: () => postgres.pid(), dataDir, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}
