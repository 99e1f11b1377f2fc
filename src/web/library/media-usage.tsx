import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { MediaItem, MediaUse } from '#contract/media'

import { api } from '../api.ts'
import { useFormat } from '../language/use-format.ts'
import { Section } from '../ui/page.tsx'
import { ErrorState, LoadingState, Trouble } from '../ui/states.tsx'
import { useLibraryText } from './use-library-text.ts'

import styles from './media-panel.module.css'

/** Where an item is used, and what is planned for a time when it may not be shown any more. */
export function MediaUsage({ item }: { item: MediaItem }) {
  const words = useLibraryText().detail
  const usage = useQuery(api.media.usage.queryOptions({ input: { mediaId: item.id } }))
  const late = (usage.data ?? []).filter((use) => isTooLate(use, item.rights.expiresAt)).length
  return (
    <Section title={words.usage}>
      {usage.isPending && <LoadingState rows={1} height={22} />}
      {usage.isError && <ErrorState error={usage.error} retry={() => void usage.refetch()} />}
      {late > 0 && <Trouble>{words.tooLate(late)}</Trouble>}
      {usage.data?.length === 0 && <p className={styles.quiet}>{words.unused}</p>}
      <ul className={styles.uses}>
        {usage.data?.map((use) => (
          <Use key={use.postId} use={use} />
        ))}
      </ul>
    </Section>
  )
}

function Use({ use: { postId, firstLine, state, at } }: { use: MediaUse }) {
  const words = useLibraryText().detail
  const format = useFormat()
  return (
    <li className={styles.use}>
      <Link to="/posts/$postId" params={{ postId }} className={styles.line}>
        {firstLine || words.emptyPost}
      </Link>
      <span className={styles.when}>
        {words.states[state]}
        {at !== undefined && ` · ${format.dateTime(at)}`}
      </span>
    </li>
  )
}

function isTooLate({ state, at }: MediaUse, expiresAt: string | undefined): boolean {
  return state === 'scheduled' && at !== undefined && expiresAt !== undefined && Date.parse(at) >= Date.parse(expiresAt)
}
