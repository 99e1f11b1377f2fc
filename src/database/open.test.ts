import { expect, test } from 'vitest'

import { testDatabase } from '#testing/database'

import { openDatabase } from './open.ts'

test.each(['lent', 'idle'])('a connection that breaks while it is %s is noted and replaced, and the process goes on', async (when) => {
  await using database = await testDatabase()
  const lost: string[] = []
  await using open = openDatabase({ connection: database.url, onConnectionLost: ({ message }) => void lost.push(message) })
  const client = await open.pool.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  if (when === 'idle') client.release()
  const broken = Promise.withResolvers<unknown>()
  client.on('end', () => broken.resolve(undefined))
  await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await broken.promise
  if (when === 'lent') client.release(true)
  expect(lost.join()).toMatch(/terminat/)
  expect((await open.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})
