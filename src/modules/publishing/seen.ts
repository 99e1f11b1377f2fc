/** What is shown of a post, whatever is done with it. */
const written = { table: 'publishing.post', columns: ['first_line', 'account_ids', 'campaign_id', 'label_ids'] } as const

/** The rows of this module that the audit log shows as they were and as they are, and of what. */
export const seen = {
  note: (workspaceId: string, id: string) =>
    ({ table: 'publishing.note', workspaceId, key: { id }, columns: ['day', 'text', 'colour'] }) as const,
  cadence: (workspaceId: string, accountId: string) =>
    ({
      table: 'publishing.cadence',
      workspaceId,
      key: { account_id: accountId },
      columns: ['slots', 'most_days_apart', 'most_per_day'],
    }) as const,
  category: (workspaceId: string, id: string) =>
    ({
      table: 'publishing.category',
      workspaceId,
      key: { id },
      columns: ['name', 'account_ids', 'slots', 'least_days', 'paused'],
    }) as const,
  kept: (workspaceId: string, id: string) =>
    ({ table: 'publishing.kept_post', workspaceId, key: { id }, columns: ['first_line', 'ends_after', 'ends_on', 'wish'] }) as const,
  /** While its plan or its place changes. */
  post: (workspaceId: string, id: string) =>
    ({ ...written, workspaceId, key: { id }, columns: ['planned_at', ...written.columns] }) as const,
  /** While its words change, for which its revision stands. */
  writing: (workspaceId: string, id: string) =>
    ({ ...written, workspaceId, key: { id }, columns: ['revision', ...written.columns] }) as const,
  delivery: (workspaceId: string, id: string) => ({ table: 'publishing.delivery', workspaceId, key: { id }, columns: ['state'] }) as const,
}
