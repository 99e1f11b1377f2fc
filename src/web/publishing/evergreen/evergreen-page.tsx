import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Plus, Repeat2 } from 'lucide-react'
import { Suspense, useState } from 'react'

import type { Category } from '#contract/publishing'

import { api } from '../../api.ts'
import { useBrand, useMay } from '../../frame/who.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { CategoryForm } from './category-form.tsx'
import { CategorySection } from './category-section.tsx'
import { useEvergreenText } from './use-evergreen-text.ts'

/** The brand's categories: what they keep, when it goes out next, and what can be changed. */
export function EvergreenPage() {
  const words = useEvergreenText()
  const brand = useBrand()
  const mayChange = useMay()('posts.publish')
  // Without a category: a new one.
  const [open, setOpen] = useState<{ category?: Category }>()
  const categories = useQuery(api.publishing.categories.queryOptions({ input: { brandId: brand.id } }))
  const accounts = useQuery(api.connections.accounts.queryOptions({ input: { brandId: brand.id } }))
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen({})}>
      {words.add}
    </Button>
  )
  return (
    <Page
      title={words.title}
      lead={words.lead}
      action={mayChange && (categories.data?.length ?? 0) > 0 && add}
      controls={
        <Button
          renderRoot={(props) => <Link to="/calendar" {...props} />}
          variant="subtle"
          color="gray"
          leftSection={<ArrowLeft size={16} aria-hidden="true" />}
        >
          {words.back}
        </Button>
      }
    >
      {categories.isPending && <LoadingState rows={5} height={52} />}
      {categories.isError && <ErrorState error={categories.error} retry={() => void categories.refetch()} />}
      {categories.data?.length === 0 && (
        <EmptyState icon={<Repeat2 size={24} />} title={words.empty} action={mayChange && add}>
          {words.emptyHint}
        </EmptyState>
      )}
      {categories.data?.map((category) => (
        <CategorySection
          key={category.id}
          category={category}
          accounts={accounts.data ?? []}
          mayChange={mayChange}
          onChange={() => setOpen({ category })}
        />
      ))}
      {open !== undefined && (
        <Suspense>
          <CategoryForm brand={brand} category={open.category} accounts={accounts.data ?? []} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </Page>
  )
}
