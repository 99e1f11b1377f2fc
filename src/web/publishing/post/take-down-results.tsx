import { Button, Group } from '@mantine/core'

import type { Account } from '#contract/connections'
import type { Delivery } from '#contract/publishing'

import { useReason } from '../../errors/use-reason.ts'
import { useText } from '../../language/text-provider.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { deliveryLooks } from './states.ts'
import { useNameOfCopy } from './use-name-of-copy.ts'

interface TakeDownResultsProps {
  deliveries: readonly Delivery[]
  accounts: readonly Account[]
  onClose: () => void
}

/** How it goes with each copy, as it happens; where one could not be deleted, why. */
export function TakeDownResults({ deliveries, accounts, onClose }: TakeDownResultsProps) {
  const words = useText().post
  const { close } = useText().ui
  const reason = useReason()
  const nameOf = useNameOfCopy(accounts)
  return (
    <>
      <Rows label={words.takeDownResults}>
        {deliveries.map((delivery) => {
          const { tone, icon } = deliveryLooks[delivery.state]
          return (
            <Row
              key={delivery.id}
              lead={<NetworkIcon network={delivery.network} label={false} />}
              title={nameOf(delivery)}
              {...(delivery.reason && { note: reason(delivery.network, delivery.reason) })}
            >
              <StateBadge tone={tone} icon={icon}>
                {words.deliveryStates[delivery.state]}
              </StateBadge>
            </Row>
          )
        })}
      </Rows>
      {deliveries.some(({ state }) => state === 'taking-down') && <p>{words.takeDownWait}</p>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {close}
        </Button>
      </Group>
    </>
  )
}
