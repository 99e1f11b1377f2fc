/** The rows of this module that the audit log shows as they were and as they are, and of what. */
export const seen = {
  announcing: (workspaceId: string, brandId: string) =>
    ({
      table: 'analytics.announcing',
      workspaceId,
      key: { brand_id: brandId },
      columns: ['sensitivity', 'quiet_from', 'quiet_to'],
    }) as const,
  keeping: (workspaceId: string) => ({ table: 'analytics.keeping', workspaceId, columns: ['months'] }) as const,
}
