import type { ClientBase } from 'pg'

/**
 * The key that opened these secrets is not here: nobody could type a code that fits, so people sign in with their password alone until they
 * set up codes again, and a workspace's provider has to be entered anew. Passkeys hold no secret and stay.
 */
export async function forgetSignInSecrets(client: Pick<ClientBase, 'query'>): Promise<void> {
  await client.query('update teams.login set two_factor_enabled = false where two_factor_enabled')
  await client.query('delete from teams.two_factor')
  await client.query('delete from teams.sso')
}
