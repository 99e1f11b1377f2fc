/** The rows of this module that the audit log shows as they were and as they are, and of what. */
export const seen = {
  savedAnswer: (workspaceId: string, id: string) =>
    ({ table: 'inbox.saved_answer', workspaceId, key: { id }, columns: ['name', 'shortcut', 'texts', 'brand_id'] }) as const,
  rule: (workspaceId: string, id: string) =>
    ({ table: 'inbox.rule', workspaceId, key: { id }, columns: ['name', 'active_since', 'stops', 'conditions', 'actions'] }) as const,
  care: (workspaceId: string, brandId: string) =>
    ({
      table: 'inbox.care',
      workspaceId,
      key: { brand_id: brandId },
      columns: ['week', 'holidays', 'targets', 'warnings', 'assigning'],
    }) as const,
  playbook: (workspaceId: string, brandId: string, meaning: string) =>
    ({
      table: 'inbox.playbook',
      workspaceId,
      key: { brand_id: brandId, meaning },
      columns: ['steps', 'tone', 'member_ids', 'saved_answer_id'],
    }) as const,
  view: (workspaceId: string, id: string) =>
    ({ table: 'inbox.saved_view', workspaceId, key: { id }, columns: ['name', 'shared', 'filter'] }) as const,
  thread: (workspaceId: string, id: string) =>
    ({
      table: 'inbox.thread',
      workspaceId,
      key: { id },
      columns: ['state', 'snoozed_until', 'assignee_id', 'label_ids', 'urgent'],
    }) as const,
  message: (workspaceId: string, id: string) =>
    ({ table: 'inbox.message', workspaceId, key: { id }, columns: ['hidden', 'meaning', 'sentiment'] }) as const,
}
