import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startTestPostgres } from './postgres.ts'

/** One PostgreSQL for the whole run, and one folder for its films; the test processes find them by their environment. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startTestPostgres()
  const films = await mkdtemp(join(tmpdir(), 'hearth-films-'))
  process.env['HEARTH_TEST_DATABASE_URL'] = server.url
  process.env['HEARTH_TEST_FILMS'] = films
  return async () => {
    await server[Symbol.asyncDispose]()
    await rm(films, { recursive: true })
  }
}
