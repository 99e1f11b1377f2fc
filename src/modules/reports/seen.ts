/** The rows of this module that the audit log shows as they were and as they are, and of what. */
export const seen = {
  report: (workspaceId: string, id: string) =>
    ({ table: 'reports.report', workspaceId, key: { id }, columns: ['name', 'revision'] }) as const,
  schedule: (workspaceId: string, reportId: string) =>
    ({
      table: 'reports.schedule',
      workspaceId,
      key: { report_id: reportId },
      columns: ['rhythm', 'recipients', 'message', 'active'],
    }) as const,
  link: (workspaceId: string, id: string) => ({ table: 'reports.link', workspaceId, key: { id }, columns: ['expires_at'] }) as const,
}
