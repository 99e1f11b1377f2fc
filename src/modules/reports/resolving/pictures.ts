import type { ReportsNeeds } from '../needs.ts'
import type { ReportRun } from '../run-contract.ts'

/** The name of a library picture among those that a run carries. */
export function pictureKey(mediaId: string): string {
  return mediaId
}

/** Every picture that the pages show, small and within the run itself: whoever may see the run may see them, and nothing else. */
export async function picturesOf(
  { picture }: Pick<ReportsNeeds, 'picture'>,
  { workspaceId, logo, pages }: { workspaceId: string; logo: string | undefined; pages: ReportRun['pages'] },
): Promise<Record<string, string>> {
  const shown = pages.flatMap(({ blocks }) =>
    blocks.flatMap(({ block }) => (block.kind === 'posts' ? block.posts.flatMap(({ picture: key }) => key ?? []) : [])),
  )
  const pictures: Record<string, string> = {}
  for (const key of new Set(shown)) {
    const made = await picture({ workspaceId, mediaId: key, side: 360, mimeType: 'image/jpeg' })
    if (made) pictures[key] = asAddress(made)
  }
  // A logo often has no ground of its own.
  const made = logo === undefined ? undefined : await picture({ workspaceId, mediaId: logo, side: 480, mimeType: 'image/png' })
  if (logo !== undefined && made) pictures[logo] = asAddress(made)
  return pictures
}

function asAddress({ bytes, mimeType }: { bytes: Uint8Array; mimeType: string }): string {
  return `data:${mimeType};base64,${Buffer.from(bytes).toString('base64')}`
}
