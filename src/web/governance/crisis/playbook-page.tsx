import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'

import { api } from '../../api.ts'
import { useMay, useMe } from '../../frame/who.ts'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { PlaybookForm } from './playbook-form.tsx'
import { useCrisisText } from './use-crisis-text.ts'

import styles from './crisis.module.css'

/** What people do in a crisis, of all brands or of one. */
export function CrisisPlaybookPage() {
  const { book, one } = useCrisisText()
  const { brands, role } = useMe()
  // What holds for all brands is for those who are for all of them.
  const isForAll = role !== undefined
  const mayManage = useMay()('crisis.manage')
  const [brandId, setBrandId] = useState<string | undefined>(isForAll ? undefined : brands[0]?.id)
  const input = brandId === undefined ? {} : { brandId }
  // What somebody is writing is not taken away by what others save.
  const { data, error, refetch } = useQuery({ ...api.governance.crisisPlaybook.queryOptions({ input }), staleTime: Infinity })
  return (
    <Page
      title={book.title}
      lead={mayManage ? book.lead : `${book.lead} ${book.readOnly}`}
      nav={
        <Link to="/crisis" className={styles.back}>
          <ArrowLeft size={16} aria-hidden="true" />
          {one.back}
        </Link>
      }
    >
      {brands.length > 1 && (
        <Select
          label={book.scope}
          data={[...(isForAll ? [{ value: '', label: book.all }] : []), ...brands.map(({ id, name }) => ({ value: id, label: name }))]}
          value={brandId ?? ''}
          allowDeselect={false}
          onChange={(value) => setBrandId(value || undefined)}
        />
      )}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={8} />}
      {data && <PlaybookForm key={`${brandId}/${data.revision}`} playbook={data} mayManage={mayManage} />}
    </Page>
  )
}
