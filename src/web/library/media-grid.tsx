import { Button, Center } from '@mantine/core'
import type { ReactNode } from 'react'

import type { MediaItem } from '#contract/media'

import { ErrorState, LoadingState } from '../ui/states.tsx'
import { useLibraryText } from './use-library-text.ts'
import type { useLibrary } from './use-library.ts'

import styles from './media-grid.module.css'

interface MediaGridProps {
  found: ReturnType<typeof useLibrary>
  choosing?: boolean
  /** What stands there where nothing was found. */
  empty: ReactNode
  tile: (item: MediaItem) => ReactNode
}

/** Everything found, in rows, with what is told while it comes, where there is nothing, and where it failed. */
export function MediaGrid({ found: { library, items }, choosing = false, empty, tile }: MediaGridProps) {
  const words = useLibraryText()
  if (library.isPending) return <LoadingState rows={3} height={170} />
  if (library.isError) return <ErrorState error={library.error} retry={() => void library.refetch()} />
  if (items.length === 0) return empty
  return (
    <>
      <ul className={styles.grid} data-choosing={choosing || undefined} aria-busy={library.isPlaceholderData || undefined}>
        {items.map(tile)}
      </ul>
      {library.hasNextPage && (
        <Center mt="lg">
          <Button variant="default" loading={library.isFetchingNextPage} onClick={() => void library.fetchNextPage()}>
            {words.more}
          </Button>
        </Center>
      )}
    </>
  )
}
