import type { ContentInput } from './contract.ts'
import { type MediaById, mediaIdsOf } from './post-content.ts'

/** What the content shows although the right to it ends before that instant, by its names, each once. */
export function expiredBy(at: Temporal.Instant, content: ContentInput, media: MediaById): string[] {
  const names = mediaIdsOf(content).flatMap((id) => {
    const item = media.get(id)
    return item && endsBy(at, item.rights.expiresAt) ? [item.title || item.fileName] : []
  })
  return [...new Set(names)]
}

/** Rights hold until, and no longer at, the instant at which they end. */
export function endsBy(at: Temporal.Instant, end: string | undefined): boolean {
  return end !== undefined && Temporal.Instant.compare(Temporal.Instant.from(end), at) <= 0
}
