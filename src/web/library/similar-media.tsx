import { useQuery } from '@tanstack/react-query'

import type { MediaItem } from '#contract/media'

import { api } from '../api.ts'
import { Section } from '../ui/page.tsx'
import { MediaTile } from './media-tile.tsx'
import { useLibraryText } from './use-library-text.ts'
import { showsSomething } from './words-of-media.ts'

import styles from './media-panel.module.css'

/** What else of the library looks the same; nothing where nothing does. */
export function SimilarMedia({ item, onShow }: { item: MediaItem; onShow: (mediaId: string) => void }) {
  const words = useLibraryText()
  const similar = useQuery({ ...api.media.similar.queryOptions({ input: { mediaId: item.id } }), enabled: showsSomething(item) })
  if (!similar.data || similar.data.length === 0) return null
  return (
    <Section title={words.detail.similar} hint={words.detail.similarHint}>
      <ul className={styles.similar}>
        {similar.data.map((each) => (
          <MediaTile key={each.id} item={each} label={words.open(each.title || each.fileName)} onPress={() => onShow(each.id)} />
        ))}
      </ul>
    </Section>
  )
}
