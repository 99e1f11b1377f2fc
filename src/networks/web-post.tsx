import type { ReactNode } from 'react'

import type { Entity, PostContent } from './network.ts'

/** What a network's preview is drawn from. */
export interface PreviewProps {
  account: { handle: string; displayName: string; avatarUrl?: string | undefined }
  content: PostContent
  /** Where a library image can be seen. */
  imageUrl: (mediaId: string) => string
  /** The age the post will show, e.g. "now". */
  age: string
}

/** The picture of an account, else its first letter. */
export function Face({ account, className }: Pick<PreviewProps, 'account'> & { className: string | undefined }) {
  if (account.avatarUrl !== undefined) return <img className={className} src={account.avatarUrl} alt="" referrerPolicy="no-referrer" />
  return <span className={className}>{(account.displayName || account.handle).slice(0, 1).toUpperCase()}</span>
}

/** A text with its links, mentions and hashtags set apart, each written as the network writes it. */
export function marked<Found extends Entity>(
  text: string,
  { found, className, write }: { found: readonly Found[]; className: string | undefined; write: (entity: Found) => string },
): ReactNode[] {
  const pieces: ReactNode[] = []
  let at = 0
  for (const entity of found) {
    pieces.push(
      text.slice(at, entity.start),
      <span key={entity.start} className={className}>
        {write(entity)}
      </span>,
    )
    at = entity.end
  }
  return [...pieces, text.slice(at)]
}
