import { Button, Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'

import type { Folder, MediaItem } from '#contract/media'

import { api, client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useMay } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Section } from '../ui/page.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { showTrouble, toast } from '../ui/toast.tsx'
import { useNarrow } from '../ui/use-narrow.ts'
import { MediaFacts } from './media-facts.tsx'
import { MediaForm } from './media-form.tsx'
import { MediaUsage } from './media-usage.tsx'
import { SimilarMedia } from './similar-media.tsx'
import { useLibraryText } from './use-library-text.ts'

import styles from './media-panel.module.css'

interface MediaPanelProps {
  mediaId: string
  folders: readonly Folder[]
  onShow: (mediaId: string) => void
  onClose: () => void
}

/** All about one item, beside the library: what it is, what people say of it, who owns it, and where it is used. */
export function MediaPanel({ mediaId, folders, onShow, onClose }: MediaPanelProps) {
  const words = useLibraryText()
  const { close } = useText().ui
  const narrow = useNarrow()
  const item = useQuery(api.media.get.queryOptions({ input: { mediaId } }))
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={narrow ? '100%' : 440}
      title={words.detail.title}
      closeButtonProps={{ 'aria-label': close }}
      classNames={{ content: styles.panel ?? '', header: styles.header ?? '' }}
    >
      {item.isPending && <LoadingState rows={6} />}
      {item.isError && <ErrorState error={item.error} retry={() => void item.refetch()} />}
      {item.isSuccess && <Details key={item.data.id} item={item.data} folders={folders} onShow={onShow} onClose={onClose} />}
    </Drawer>
  )
}

function Details({ item, folders, onShow, onClose }: Omit<MediaPanelProps, 'mediaId'> & { item: MediaItem }) {
  const words = useLibraryText().detail
  const mayWrite = useMay()('media.write')
  return (
    <>
      <Sight item={item} />
      <MediaForm item={item} folders={folders} mayWrite={mayWrite} />
      <MediaUsage item={item} />
      <SimilarMedia item={item} onShow={onShow} />
      <Section title={words.facts}>
        <MediaFacts item={item} />
        <div className={styles.end}>
          <Button
            component="a"
            href={item.url}
            download={item.fileName}
            variant="default"
            leftSection={<Download size={16} aria-hidden="true" />}
          >
            {words.download}
          </Button>
          {mayWrite && <Remove item={item} onGone={onClose} />}
        </div>
      </Section>
    </>
  )
}

/** The thing itself, as large as the panel allows. */
function Sight({ item }: { item: MediaItem }) {
  if (item.kind === 'video')
    return (
      // oxlint-disable-next-line jsx-a11y/media-has-caption -- captions are files of their own here
      <video className={styles.sight} src={item.url} poster={item.posterUrl} controls preload="none" aria-label={item.alt || item.title} />
    )
  return (
    <img
      className={styles.sight}
      data-kind={item.kind}
      src={item.kind === 'image' ? item.url : item.thumbUrl}
      alt={item.alt || item.title}
    />
  )
}

function Remove({ item, onGone }: { item: MediaItem; onGone: () => void }) {
  const words = useLibraryText().detail
  const explain = useExplain()
  const remove = async () => {
    try {
      await client.media.remove({ mediaId: item.id })
      onGone()
      toast(words.removed)
      await reload('media')
    } catch (error) {
      showTrouble(explain(error))
    }
  }
  return (
    <ConfirmButton question={words.removeAsk(item.title)} explanation={words.removeHint} confirm={words.remove} onConfirm={remove}>
      {words.remove}
    </ConfirmButton>
  )
}
