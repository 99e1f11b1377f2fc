import type { ClientBase } from 'pg'

/** The key that opened these secrets is not here: they are worthless, and every account has to be connected again. */
export async function forgetSecrets(client: Pick<ClientBase, 'query'>): Promise<void> {
  await client.query('delete from connections.secret')
  await client.query('delete from connections.app')
  await client.query('delete from connections.pending')
  await client.query(
    `update connections.account set state = 'signed-out', problem = $1, problem_at = clock_timestamp() where removed_at is null`,
    [JSON.stringify({ code: 'restored-without-key' })],
  )
}
