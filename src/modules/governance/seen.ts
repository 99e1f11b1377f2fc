/** The rows of this module that the audit log shows as they were and as they are, and of what. */
export const seen = {
  workflow: (workspaceId: string, id: string) =>
    ({
      table: 'governance.workflow',
      workspaceId,
      key: { id },
      columns: ['name', 'account_ids', 'label_ids', 'posts', 'answers', 'steps', 'skip_roles', 'skip_members', 'active'],
    }) as const,
  guest: (workspaceId: string, id: string) =>
    ({
      table: 'governance.guest',
      workspaceId,
      key: { id },
      columns: ['name', 'email', 'language', 'calendar_accounts', 'removed_at'],
    }) as const,
  guestLink: (workspaceId: string, id: string) =>
    ({ table: 'governance.guest_link', workspaceId, key: { id }, columns: ['expires_at', 'opened_at'] }) as const,
  brandRule: (workspaceId: string, id: string) =>
    ({
      table: 'governance.brand_rule',
      workspaceId,
      key: { id },
      columns: ['name', 'severity', 'places', 'looks_for', 'reason', 'advice', 'examples', 'is_on'],
    }) as const,
  crisisPlaybook: (workspaceId: string, brandId: string | null) =>
    ({ table: 'governance.crisis_playbook', workspaceId, key: { brand_id: brandId }, columns: ['revision', 'content'] }) as const,
  crisis: (workspaceId: string, id: string) =>
    ({ table: 'governance.crisis', workspaceId, key: { id }, columns: ['ended_at', 'ended_by_name'] }) as const,
  urgent: (workspaceId: string, crisisId: string, postId: string) =>
    ({
      table: 'governance.crisis_urgent',
      workspaceId,
      key: { crisis_id: crisisId, post_id: postId },
      columns: ['why', 'asked_by_name', 'confirmed_by_name'],
    }) as const,
  proposal: (workspaceId: string, id: string) =>
    ({ table: 'governance.crisis_proposal', workspaceId, key: { id }, columns: ['state'] }) as const,
  document: (workspaceId: string, id: string) =>
    ({
      table: 'governance.document',
      workspaceId,
      key: { id },
      columns: ['kind', 'title', 'roles', 'rights', 'due_days', 'version', 'required_version', 'archived_at'],
    }) as const,
}
