import type { ClientBase } from 'pg'

/** The key that opened these secrets is not here: each site needs a new one before its server is believed again. */
export async function forgetSiteSecrets(client: Pick<ClientBase, 'query'>): Promise<void> {
  await client.query('update links.conversion_site set sealed = null')
}
