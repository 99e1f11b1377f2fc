import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { PlugZap } from 'lucide-react'
import { useCallback, useEffect } from 'react'

import type { Account } from '#contract/connections'

import { client, reload } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState, LoadingState } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { ProfileChoice } from './profile-choice.tsx'
import { useConnectTrouble } from './use-connect-trouble.ts'
import { useWords } from './use-words.ts'

/**
 * A return is finished once: the server takes each `state` one time only, while a query may be asked again at any moment
 * (drawn twice, the live stream back after a pause), and a second answer would hide why the first one failed.
 */
const finished = new Map<string, ReturnType<typeof client.connections.finishConnecting>>()

function finishOnce(network: string, parameters: Readonly<Record<string, string>>) {
  const key = `${network} ${parameters['state']}`
  const asked = finished.get(key) ?? client.connections.finishConnecting({ network, parameters })
  finished.set(key, asked)
  return asked
}

/** The network sent the person back: finish once, then to the accounts, or say why not. */
export function ComingBackPage() {
  const text = useText().connections
  const { network } = useParams({ from: '/inside/oauth/$network/callback' })
  const navigate = useNavigate()
  const trouble = useConnectTrouble(network)
  const words = useWords()
  const parameters = Object.fromEntries(new URLSearchParams(location.search))
  const { data, error } = useQuery({
    queryKey: ['coming-back', network, parameters['state']],
    queryFn: () => finishOnce(network, parameters),
    staleTime: Infinity,
    retry: false,
  })
  const connected = useCallback(
    (accounts: readonly Account[]) => {
      const [first] = accounts
      toast(accounts.length === 1 && first ? text.ready(first.handle) : text.readyMany(accounts.length))
      void reload('accounts')
      void navigate({ to: '/settings/accounts', replace: true })
    },
    [navigate, text],
  )
  useEffect(() => {
    if (data && 'account' in data) connected([data.account])
  }, [data, connected])
  if (data && 'choose' in data) {
    return (
      <Page title={text.choose.title} lead={text.choose.lead(words(network, 'name') ?? network)}>
        <ProfileChoice offered={data.choose} onConnected={connected} />
      </Page>
    )
  }
  return (
    <Page title={error ? text.failed : text.comingBack}>
      {error ? (
        <EmptyState
          icon={<PlugZap size={24} />}
          title={trouble(error)}
          action={
            <Button component={Link} to="/settings/accounts">
              {text.toAccounts}
            </Button>
          }
        />
      ) : (
        <LoadingState rows={2} height={60} />
      )}
    </Page>
  )
}
