import { Anchor, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CircleCheck, ExternalLink, PlugZap, TriangleAlert } from 'lucide-react'

import type { Account } from '#contract/connections'

import { useReason } from '../errors/use-reason.ts'
import { useMay } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { Row } from '../ui/rows.tsx'
import { StateBadge } from '../ui/state-badge.tsx'
import { DisconnectButton } from './disconnect-button.tsx'

/** One profile: who, how it is, what can be done. */
export function AccountRow({ account, onReconnect }: { account: Account; onReconnect: () => void }) {
  const text = useText().connections
  const canManage = useMay()('accounts.manage')
  const isOut = account.health.state === 'signed-out'
  return (
    <Row
      lead={
        <Avatar
          name={account.displayName || account.handle}
          url={account.avatarUrl}
          size={40}
          mark={<NetworkIcon network={account.network} size={14} label={false} />}
        />
      }
      title={
        <>
          <Anchor
            component={Link}
            to={`/settings/accounts/${account.id}`}
            c="inherit"
            aria-label={text.health.open(account.displayName || account.handle)}
          >
            {account.displayName || account.handle}
          </Anchor>{' '}
          <Anchor href={account.profileUrl} target="_blank" rel="noreferrer" c="inherit" aria-label={text.profile(account.handle)}>
            <ExternalLink size={12} aria-hidden="true" />
          </Anchor>
        </>
      }
      note={<Health account={account} />}
    >
      <AccountState health={account.health} />
      {canManage && (
        <>
          <Button variant={isOut ? 'filled' : 'default'} onClick={onReconnect}>
            {text.reconnect}
          </Button>
          <DisconnectButton account={account} />
        </>
      )}
    </Row>
  )
}

export function AccountState({ health }: { health: Account['health'] }) {
  const text = useText().connections
  if (health.state === 'signed-out') {
    return (
      <StateBadge tone="bad" icon={PlugZap}>
        {text.signedOut}
      </StateBadge>
    )
  }
  return health.lastProblem ? (
    <StateBadge tone="wait" icon={TriangleAlert}>
      {text.trouble}
    </StateBadge>
  ) : (
    <StateBadge tone="good" icon={CircleCheck}>
      {text.connected}
    </StateBadge>
  )
}

function Health({ account: { network, handle, connectedAt, health } }: { account: Account }) {
  const text = useText().connections
  const reason = useReason()
  return (
    <>
      @{handle} · {text.since} <LocalTime at={connectedAt} as="longDate" />
      {health.lastProblem && (
        <div>
          {text.lastProblem}, <LocalTime at={health.lastProblem.at} as="relative" />: {reason(network, health.lastProblem.reason)}
        </div>
      )}
    </>
  )
}
