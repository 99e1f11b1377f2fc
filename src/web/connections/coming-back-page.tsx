import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { PlugZap } from 'lucide-react'
import { useEffect } from 'react'

import { client, reload } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState, LoadingState } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useConnectTrouble } from './use-connect-trouble.ts'

/** The network sent the person back: finish once, then to the accounts, or say why not. */
export function ComingBackPage() {
  const text = useText().connections
  const { network } = useParams({ from: '/inside/oauth/$network/callback' })
  const navigate = useNavigate()
  const trouble = useConnectTrouble(network)
  const parameters = Object.fromEntries(new URLSearchParams(location.search))
  // A query, so that drawing twice does not finish twice; its key is this one return.
  const { data, error } = useQuery({
    queryKey: ['coming-back', network, parameters['state']],
    queryFn: () => client.connections.finishConnecting({ network, parameters }),
    staleTime: Infinity,
    retry: false,
  })
  useEffect(() => {
    if (!data) return
    toast(text.ready(data.handle))
    void reload('accounts')
    void navigate({ to: '/settings/accounts', replace: true })
  }, [data, navigate, text])
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
