/** The rows of this module that the audit log shows as they were and as they are, and of what. */
export const seen = {
  account: (workspaceId: string, id: string) =>
    ({ table: 'connections.account', workspaceId, key: { id }, columns: ['state', 'removed_at'] }) as const,
}
