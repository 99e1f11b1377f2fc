/** The rows of this module that the audit log shows as they were and as they are, and of what. */
export const seen = {
  campaign: (workspaceId: string, id: string) =>
    ({ table: 'strategy.campaign', workspaceId, key: { id }, columns: ['name', 'colour', 'from_day', 'to_day', 'archived_at'] }) as const,
  label: (workspaceId: string, id: string) => ({ table: 'strategy.label', workspaceId, key: { id }, columns: ['name', 'colour'] }) as const,
  hashtagGroup: (workspaceId: string, id: string) =>
    ({ table: 'strategy.hashtag_group', workspaceId, key: { id }, columns: ['name', 'tags'] }) as const,
}
