import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChartColumn } from 'lucide-react'
import type { ReactNode } from 'react'

import { api } from '../api.ts'
import { useMay } from '../frame/who.ts'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Controls } from './controls.tsx'
import { Tabs } from './tabs.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import type { View } from './use-view.ts'

interface AnalyticsPageProps {
  view: View
  title: string
  /** The answer to the page's question in one line; absent while it is on its way. */
  answer?: ReactNode
  action?: ReactNode
  /** Days and what they are compared with; `alone` where nothing is compared, absent where time plays no part. */
  time?: 'compared' | 'alone'
  children: ReactNode
}

/** A page of analytics: where one is among them, the answer, and the same controls everywhere. */
export function AnalyticsPage({ view, title, answer, action, time, children }: AnalyticsPageProps) {
  const accounts = useQuery(api.connections.accounts.queryOptions({ input: { brandId: view.brand.id } }))
  return (
    <Page title={title} lead={answer} action={action} nav={<Tabs view={view} />} broad>
      {accounts.data?.length === 0 ? (
        <NoAccounts />
      ) : (
        <>
          <Controls view={view} time={time} />
          {children}
        </>
      )}
    </Page>
  )
}

function NoAccounts() {
  const { empty } = useAnalyticsText()
  const may = useMay()
  return (
    <EmptyState
      icon={<ChartColumn size={24} />}
      title={empty.title}
      action={
        may('accounts.manage') && <Button renderRoot={(props) => <Link to="/settings/accounts" {...props} />}>{empty.connect}</Button>
      }
    >
      {empty.hint}
    </EmptyState>
  )
}
