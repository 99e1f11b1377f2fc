import { Chip, MultiSelect, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { api } from '../api.ts'
import { useBrand } from '../frame/who.ts'
import { SearchWords } from '../ui/search-words.tsx'
import { KindChoice } from './kind-choice.tsx'
import { type LibrarySearch, mediaKinds } from './library-search.ts'
import type { SetLibrarySearch } from './use-library-search.ts'
import { useLibraryText } from './use-library-text.ts'

import styles from './library-page.module.css'

/** Words, kinds, tags and rights: what of the library is shown. */
export function LibraryFilters({ search, setSearch }: { search: LibrarySearch; setSearch: SetLibrarySearch }) {
  const words = useLibraryText()
  const brand = useBrand()
  const tags = useQuery(api.media.tags.queryOptions({ input: { brandId: brand.id } }))
  const chosen = [...(search.tags ?? [])]
  const offered = [...new Set([...(tags.data ?? []).map(({ tag }) => tag), ...chosen])]
  return (
    <div className={styles.filters} role="search">
      <SearchWords
        className={styles.search}
        text={search.text ?? ''}
        onText={(text) => setSearch({ text })}
        label={words.search}
        hint={words.searchHint}
      />
      <KindChoice offered={mediaKinds} chosen={search.kinds ?? []} onChoose={(kinds) => setSearch({ kinds })} />
      <Tooltip label={words.expiringHint}>
        <div>
          <Chip
            size="xs"
            variant="outline"
            checked={search.expiring === 'yes'}
            onChange={(on) => setSearch({ expiring: on ? 'yes' : undefined })}
          >
            {words.expiring}
          </Chip>
        </div>
      </Tooltip>
      {offered.length > 0 && (
        <MultiSelect
          size="xs"
          className={styles.tags ?? ''}
          aria-label={words.tagFilter}
          placeholder={chosen.length === 0 ? words.everyTag : ''}
          data={offered}
          value={chosen}
          onChange={(value) => setSearch({ tags: value })}
          searchable
          clearable={false}
        />
      )}
    </div>
  )
}
