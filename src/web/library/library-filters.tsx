import { Chip, MultiSelect, TextInput, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'

import { api } from '../api.ts'
import { useBrand } from '../frame/who.ts'
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
      <Words text={search.text ?? ''} onText={(text) => setSearch({ text })} />
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

/** Kept here while it is typed: the address follows a moment later. */
function Words({ text, onText }: { text: string; onText: (text: string) => void }) {
  const words = useLibraryText()
  const [typed, setTyped] = useState(text)
  const [before, setBefore] = useState(text)
  // The address was changed by something else: what stands here follows it.
  if (before !== text) {
    setBefore(text)
    setTyped(text)
  }
  return (
    <TextInput
      type="search"
      className={styles.search ?? ''}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onText(event.currentTarget.value)
      }}
      aria-label={words.search}
      placeholder={words.searchHint}
      leftSection={<Search size={16} aria-hidden="true" />}
    />
  )
}
