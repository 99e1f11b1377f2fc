import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Account, NetworkInfo } from '#contract/connections'

import { api } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { AppKeys } from './connect-app.tsx'
import { Choice } from './connect-choice.tsx'
import { Details } from './connect-details.tsx'
import { useWords } from './use-words.ts'

import styles from './connect-guide.module.css'

/** A new account, or the one to reconnect. */
export interface Connecting {
  account?: Account
}

type Way = NetworkInfo['ways'][number]

/** Three steps: which network, which way, and what that way needs; before the way, once, the keys of an app where the network wants one. */
export function ConnectGuide({ connecting: { account }, onClose }: { connecting: Connecting; onClose: () => void }) {
  const { connections: text, ui } = useText()
  const { data, error, refetch } = useQuery(api.connections.networks.queryOptions())
  const [network, setNetwork] = useState(account?.network)
  const [way, setWay] = useState<Way>()
  const [changingKeys, setChangingKeys] = useState(false)
  const chosen = data?.find(({ id }) => id === network)
  const at = way ? 3 : chosen ? 2 : 1
  const needsKeys = chosen?.app && (changingKeys || !chosen.app.kept) ? chosen.app : undefined
  const toNetworks = account ? undefined : () => setNetwork(undefined)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={account ? text.guideAgain(account.handle) : text.guide}
      closeButtonProps={{ 'aria-label': ui.close }}
    >
      <Steps at={at} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={64} />}
      {data && !chosen && <Networks networks={data} onChoose={setNetwork} />}
      {chosen && needsKeys && (
        <AppKeys
          network={chosen}
          app={needsKeys}
          onBack={changingKeys ? () => setChangingKeys(false) : toNetworks}
          onKept={() => setChangingKeys(false)}
        />
      )}
      {chosen && !needsKeys && !way && (
        <Ways network={chosen} onChoose={setWay} onBack={toNetworks} onKeys={chosen.app && (() => setChangingKeys(true))} />
      )}
      {chosen && way && <Details network={chosen} way={way} account={account} onBack={() => setWay(undefined)} onDone={onClose} />}
    </Modal>
  )
}

function Steps({ at }: { at: 1 | 2 | 3 }) {
  const text = useText().connections
  const names = [text.steps.network, text.steps.way, text.steps.details]
  return (
    <ol className={styles.steps} aria-label={text.step(at, names.length)}>
      {names.map((name, index) => (
        <li key={name} aria-current={index + 1 === at ? 'step' : undefined} data-done={index + 1 < at || undefined}>
          {name}
        </li>
      ))}
    </ol>
  )
}

function Networks({ networks, onChoose }: { networks: readonly NetworkInfo[]; onChoose: (id: string) => void }) {
  const words = useWords()
  return (
    <div className={styles.choices}>
      {networks.map(({ id, name }) => (
        <Choice
          key={id}
          icon={<NetworkIcon network={id} size={24} label={false} />}
          title={words(id, 'name') ?? name}
          hint={words(id, 'blurb')}
          onChoose={() => onChoose(id)}
        />
      ))}
    </div>
  )
}

interface WaysProps {
  network: NetworkInfo
  onChoose: (way: Way) => void
  onBack: (() => void) | undefined
  onKeys: (() => void) | undefined
}

function Ways({ network, onChoose, onBack, onKeys }: WaysProps) {
  const text = useText().connections
  const words = useWords()
  return (
    <>
      <div className={styles.choices}>
        {network.ways.map((way, index) => (
          <Choice
            key={way.id}
            title={words(network.id, way.id) ?? way.id}
            hint={words(network.id, `${way.id}.hint`)}
            mark={index === 0 && network.ways.length > 1 ? text.recommended : undefined}
            onChoose={() => onChoose(way)}
          />
        ))}
      </div>
      {onBack && (
        <button type="button" className={styles.back} onClick={onBack}>
          {text.back}
        </button>
      )}
      {onKeys && (
        <button type="button" className={styles.back} onClick={onKeys}>
          {text.keys.change}
        </button>
      )}
    </>
  )
}
