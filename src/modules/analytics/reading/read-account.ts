import type { AnalyticsNeeds } from '../needs.ts'
import type { Asking } from './ask-network.ts'
import { readAudience } from './read-audience.ts'
import { readHistory } from './read-history.ts'
import { readPosts } from './read-posts.ts'
import { readProfile } from './read-profile.ts'
import type { Reading } from './readings.ts'

const readers = { profile: readProfile, posts: readPosts, history: readHistory, audience: readAudience } as const

/**
 * Reads one kind of figure of an account and keeps what is new in it. Trouble is waited out, longer each time, and shown; nothing is lost
 * by it. Accounts that are signed out are left alone until they are back. May run twice, also at once.
 */
export async function readAccount(needs: AnalyticsNeeds, reading: Reading, signal: AbortSignal): Promise<void> {
  const { workspaceId, accountId } = reading
  const [account] = await needs.publishing.accounts.find(needs.db, { workspaceId, ids: [accountId] })
  const network = account && needs.publishing.network(account.network)
  if (!account || account.signedOut || !network) return
  const { timeZone } = await needs.publishing.brand(needs.db, { workspaceId, brandId: account.brandId })
  const asking: Asking = { needs, reading, account, network, insights: network.insights ?? {}, timeZone, signal }
  await readers[reading.what](asking)
}
