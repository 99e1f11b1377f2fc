import { Button, Checkbox, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { Account, ProfileChoice as Offered } from '#contract/connections'

import { client } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { Trouble } from '../ui/states.tsx'
import { useConnectTrouble } from './use-connect-trouble.ts'

import styles from './profile-choice.module.css'

/** One sign-in opened several profiles: the person says which of them to connect. */
export function ProfileChoice({ offered, onConnected }: { offered: Offered; onConnected: (accounts: readonly Account[]) => void }) {
  const text = useText().connections
  const trouble = useConnectTrouble(offered.network)
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    offered.profiles.filter(({ connected }) => connected).map(({ externalId }) => externalId),
  )
  const connect = useMutation({
    mutationFn: () => client.connections.chooseProfiles({ network: offered.network, state: offered.state, externalIds: [...chosen] }),
    onSuccess: onConnected,
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        connect.mutate()
      }}
    >
      <Checkbox.Group label={text.choose.hint} value={[...chosen]} onChange={setChosen}>
        <Stack gap={0} mt="sm">
          {offered.profiles.map(({ externalId, handle, displayName, avatarUrl, connected }) => (
            <Checkbox
              key={externalId}
              value={externalId}
              className={styles.profile ?? ''}
              label={
                <span className={styles.label}>
                  <Avatar
                    name={displayName || handle}
                    url={avatarUrl}
                    size={36}
                    mark={<NetworkIcon network={offered.network} size={14} label={false} />}
                  />
                  <span>
                    <strong>{displayName || handle}</strong>
                    <span className={styles.note}>
                      {handle}
                      {connected && ` · ${text.choose.connected}`}
                    </span>
                  </span>
                </span>
              }
            />
          ))}
        </Stack>
      </Checkbox.Group>
      {connect.error && <Trouble>{trouble(connect.error)}</Trouble>}
      <Button type="submit" mt="lg" disabled={chosen.length === 0} loading={connect.isPending}>
        {text.choose.connect(chosen.length)}
      </Button>
    </form>
  )
}
