/** The page of a notice, for where its reader may have another workspace on screen. */
export function linkTo(href: string, { publicUrl, workspaceId }: { publicUrl: string; workspaceId: string }): string {
  const url = new URL(href, `${publicUrl}/`)
  url.searchParams.set('workspace', workspaceId)
  return url.href
}
