import { startTestPostgres } from './postgres.ts'

/** One PostgreSQL for the whole run; the test processes find it by their environment. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startTestPostgres()
  process.env['HEARTH_TEST_DATABASE_URL'] = server.url
  return async () => {
    await server[Symbol.asyncDispose]()
  }
}
