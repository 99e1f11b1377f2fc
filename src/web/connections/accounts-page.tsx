import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { AtSign, PenLine, Plus } from 'lucide-react'
import { useState } from 'react'

import type { Account } from '#contract/connections'

import { api } from '../api.ts'
import { DemoOffer } from '../demo/demo-offer.tsx'
import { useWrite } from '../frame/use-write.ts'
import { useBrand, useMay } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { Page } from '../ui/page.tsx'
import { Rows } from '../ui/rows.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { AccountRow } from './account-row.tsx'
import { ConnectGuide, type Connecting } from './connect-guide.tsx'

/** The connected profiles with their health, and the guide that connects one more. */
export function AccountsPage() {
  const { connections: text, settings } = useText()
  const canManage = useMay()('accounts.manage')
  const brand = useBrand()
  const [connecting, setConnecting] = useState<Connecting>()
  const { data, error, refetch } = useQuery(api.connections.accounts.queryOptions({ input: { brandId: brand.id } }))
  const connect = canManage && (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setConnecting({})}>
      {text.connect}
    </Button>
  )
  return (
    <Page title={settings.pages.accounts} lead={text.lead} action={data !== undefined && data.length > 0 && connect}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={60} />}
      {data?.length === 0 && (
        <EmptyState icon={<AtSign size={24} />} title={text.none} action={connect}>
          {canManage ? text.noneHint : text.noneReadOnly}
        </EmptyState>
      )}
      {data?.length === 0 && <DemoOffer />}
      {data !== undefined && data.length > 0 && (
        <Rows label={settings.pages.accounts}>
          {data.map((account) => (
            <AccountRow key={account.id} account={account} onReconnect={() => setConnecting({ account })} />
          ))}
        </Rows>
      )}
      {data !== undefined && data.some(isFresh) && <FirstPost />}
      {connecting && <ConnectGuide connecting={connecting} onClose={() => setConnecting(undefined)} />}
    </Page>
  )
}

/** Connected within the last quarter of an hour: the next step is a post. */
const isFresh = ({ connectedAt }: Account) => Date.now() - Date.parse(connectedAt) < 15 * 60_000

function FirstPost() {
  const text = useText().connections
  const { open } = useWrite()
  if (!useMay()('posts.write')) return undefined
  return (
    <EmptyState
      title={text.next}
      action={
        <Button variant="light" leftSection={<PenLine size={16} aria-hidden="true" />} onClick={() => open()}>
          {text.write}
        </Button>
      }
    />
  )
}
