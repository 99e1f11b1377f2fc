import type { InboxNeeds } from './needs.ts'
import { remember } from './read-due.ts'
import { sendReadings } from './read-source-job.ts'

/** What was said to a profile before it was connected is fetched at once. May run twice. */
export async function onAccountConnected(
  needs: InboxNeeds,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
): Promise<void> {
  const [account] = await needs.publishing.accounts.find(needs.db, { workspaceId, ids: [accountId] })
  const names = (account && needs.publishing.network(account.network)?.inbox?.sources) ?? []
  const sources = names.map(({ name }) => ({ workspaceId, accountId, source: name }))
  if (sources.length === 0) return
  await remember(needs.db, sources)
  await sendReadings(needs, sources)
}
