import { Button, Center, Modal } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { FileText, Images, Play } from 'lucide-react'

import type { MediaItem } from '#contract/media'
import { lengthOf } from '#networks/web-post'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './library-picker.module.css'

interface LibraryPickerProps {
  kinds: readonly MediaItem['kind'][]
  onPick: (media: MediaItem) => void
  onClose: () => void
}

/** What the brand has of these kinds, newest first; one click adds one. */
export function LibraryPicker({ kinds, onPick, onClose }: LibraryPickerProps) {
  const { close } = useText().ui
  const words = useComposerText().images
  const brand = useBrand()
  const narrow = useNarrow()
  const library = useInfiniteQuery(
    api.media.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        brandId: brand.id,
        kinds: [...kinds],
        limit: 40,
        ...(cursor === undefined ? {} : { cursor }),
      }),
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
            <button type="button" className={styles.item} onClick={() => onPick(media)} aria-label={words.pick(media.alt || media.title)}>
              <img src={media.thumbUrl} alt="" loading="lazy" />
              <LibraryMark item={media} />
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

/** What is no picture says so, and what it is called. */
function LibraryMark({ item }: { item: MediaItem }) {
  if (item.kind === 'image') return null
  const Icon = item.kind === 'video' ? Play : FileText
  return (
    <span className={styles.mark}>
      <Icon size={12} aria-hidden="true" />
      <span className={styles.name}>{item.title}</span>
      {item.kind === 'video' && lengthOf(item.seconds)}
    </span>
  )
}
