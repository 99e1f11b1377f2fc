/** The rows of this module that the audit log shows as they were and as they are, and of what. */
export const seen = {
  link: (workspaceId: string, id: string) =>
    ({ table: 'links.link', workspaceId, key: { id }, columns: ['title', 'target', 'utm', 'expires_at', 'removed_at'] }) as const,
  domain: (workspaceId: string, id: string) => ({ table: 'links.domain', workspaceId, key: { id }, columns: ['host'] }) as const,
  preset: (workspaceId: string, id: string) =>
    ({ table: 'links.preset', workspaceId, key: { id }, columns: ['network', 'source', 'medium', 'campaign', 'term', 'content'] }) as const,
  presetFor: (workspaceId: string, brandId: string, of: { campaignId?: string | undefined; network?: string | undefined }) =>
    ({
      table: 'links.preset',
      workspaceId,
      key: { brand_id: brandId, campaign_id: of.campaignId ?? null, network: of.network ?? null },
      columns: ['source', 'medium', 'campaign', 'term', 'content'],
    }) as const,
  settings: (workspaceId: string, brandId: string) =>
    ({
      table: 'links.brand',
      workspaceId,
      key: { brand_id: brandId },
      columns: ['in_posts', 'domain_id', 'measures_conversions'],
    }) as const,
  site: (workspaceId: string, id: string) =>
    ({ table: 'links.conversion_site', workspaceId, key: { id }, columns: ['name', 'origins'] }) as const,
  cost: (workspaceId: string, id: string) =>
    ({
      table: 'links.cost',
      workspaceId,
      key: { id },
      columns: ['kind', 'name', 'month', 'campaign_id', 'amount', 'currency', 'hours', 'rate'],
    }) as const,
}
