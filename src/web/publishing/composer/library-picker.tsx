import { Button, Center, Modal } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Images } from 'lucide-react'

import type { MediaItem } from '#contract/media'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './library-picker.module.css'

/** The brand's images, newest first; one click adds one. */
export function LibraryPicker({ onPick, onClose }: { onPick: (media: MediaItem) => void; onClose: () => void }) {
  const { close } = useText().ui
  const words = useComposerText().images
  const brand = useBrand()
  const narrow = useNarrow()
  const library = useInfiniteQuery(
    api.media.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ brandId: brand.id, limit: 40, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const items = library.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Modal opened onClose={onClose} title={words.library} size="xl" fullScreen={narrow} closeButtonProps={{ 'aria-label': close }}>
      {library.isPending && <LoadingState rows={3} height={110} />}
      {library.isError && <ErrorState error={library.error} retry={() => void library.refetch()} />}
      {library.isSuccess && items.length === 0 && <EmptyState icon={<Images size={24} />} title={words.noneYet} />}
      <ul className={styles.grid}>
        {items.map((media) => (
          <li key={media.id}>
            <button
              type="button"
              className={styles.item}
              onClick={() => onPick(media)}
              aria-label={words.pick(media.alt || media.fileName)}
            >
              <img src={media.thumbUrl} alt="" loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      {library.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={library.isFetchingNextPage} onClick={() => void library.fetchNextPage()}>
            {words.more}
          </Button>
        </Center>
      )}
    </Modal>
  )
}
