/** The rows of this module that the audit log shows as they were and as they are, and of what. */
export const seen = {
  item: (workspaceId: string, id: string) =>
    ({
      table: 'media.item',
      workspaceId,
      key: { id },
      columns: ['file_name', 'title', 'alt', 'tags', 'rights_holder', 'licence', 'expires_at', 'folder_id'],
    }) as const,
  folder: (workspaceId: string, id: string) =>
    ({ table: 'media.folder', workspaceId, key: { id }, columns: ['name', 'parent_id'] }) as const,
}
