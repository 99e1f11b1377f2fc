import { Button, SegmentedControl } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Link2, Plus, SearchX, Settings2 } from 'lucide-react'
import { useState } from 'react'

import { useBrand, useMay } from '../frame/who.ts'
import { Page } from '../ui/page.tsx'
import { Rows } from '../ui/rows.tsx'
import { SearchWords } from '../ui/search-words.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { LinkDrawer } from './link-drawer.tsx'
import { LinkForm } from './link-form.tsx'
import { LinkRow } from './link-row.tsx'
import { LinksNav } from './links-nav.tsx'
import type { LinksSearch } from './links-search.ts'
import { useLinksText } from './use-links-text.ts'
import { useLinks } from './use-links.ts'

import styles from './links-page.module.css'

/** The brand's short links: those that members made, and those of its posts. */
export function LinksPage() {
  const words = useLinksText()
  const brand = useBrand()
  const mayWrite = useMay()('posts.write')
  const search: LinksSearch = useSearch({ from: '/inside/links' })
  const navigate = useNavigate({ from: '/links' })
  const [isNew, setNew] = useState(false)
  const change = (changed: LinksSearch) => void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setNew(true)}>
      {words.newLink}
    </Button>
  )
  const settings = (
    <Button component={Link} to="/settings/links" variant="subtle" color="gray" leftSection={<Settings2 size={16} aria-hidden="true" />}>
      {words.settings}
    </Button>
  )
  return (
    <Page title={words.title} lead={words.lead} controls={settings} action={mayWrite && add}>
      <LinksNav />
      <Controls search={search} onChange={change} />
      <Found brandId={brand.id} search={search} onClear={() => change({ text: undefined })} />
      {isNew && (
        <LinkForm brandId={brand.id} link={undefined} onClose={() => setNew(false)} onMade={(link) => change({ link, made: undefined })} />
      )}
      {search.link !== undefined && <LinkDrawer key={search.link} linkId={search.link} onClose={() => change({ link: undefined })} />}
    </Page>
  )
}

function Controls({ search: { text, made }, onChange }: { search: LinksSearch; onChange: (changed: LinksSearch) => void }) {
  const words = useLinksText()
  return (
    <div role="search" className={styles.controls}>
      <SearchWords
        text={text ?? ''}
        onText={(typed) => onChange({ text: typed || undefined })}
        label={words.find}
        hint={words.findHint}
        className={styles.search}
      />
      <SegmentedControl
        aria-label={words.made}
        data={[
          { value: 'by-hand', label: words.byHand },
          { value: 'for-posts', label: words.forPosts },
        ]}
        value={made ?? 'by-hand'}
        onChange={(chosen) => onChange({ made: chosen === 'for-posts' ? chosen : undefined })}
      />
    </div>
  )
}

function Found({ brandId, search, onClear }: { brandId: string; search: LinksSearch; onClear: () => void }) {
  const words = useLinksText()
  const { query, links } = useLinks(brandId, search)
  if (query.isPending) return <LoadingState rows={6} height={56} />
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (links.length === 0) return <Nothing search={search} onClear={onClear} />
  return (
    <div aria-busy={query.isPlaceholderData || undefined}>
      <Rows label={words.list}>
        {links.map((link) => (
          <LinkRow key={link.id} link={link} />
        ))}
      </Rows>
      {query.hasNextPage && (
        <Button variant="default" mt="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  )
}

function Nothing({ search: { text, made }, onClear }: { search: LinksSearch; onClear: () => void }) {
  const words = useLinksText()
  if (text === undefined) {
    return (
      <EmptyState icon={<Link2 size={24} />} title={made ? words.noneForPosts : words.none}>
        {made ? words.noneForPostsHint : words.noneHint}
      </EmptyState>
    )
  }
  const clear = (
    <Button variant="default" onClick={onClear}>
      {words.clear}
    </Button>
  )
  return (
    <EmptyState icon={<SearchX size={24} />} title={words.nothingFound} action={clear}>
      {words.nothingFoundHint}
    </EmptyState>
  )
}
