import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import type { LocalChoice } from '../time/time-fields.tsx'
import { useCadenceText } from './use-cadence-text.ts'

import styles from './cadence.module.css'

interface FreeTimesProps {
  accounts: readonly { readonly id: string; readonly handle: string }[]
  chosen: string
  onChoose: (choice: LocalChoice) => void
}

const offered = 3

/** The next weekly times of these accounts at which nothing is planned yet; where some are free on all of them, only those. */
export function FreeTimes({ accounts, chosen, onChoose }: FreeTimesProps) {
  const words = useCadenceText()
  const brand = useBrand()
  const format = useFormat(brand.timeZone)
  const accountIds = accounts.map(({ id }) => id)
  const { data } = useQuery({
    ...api.publishing.freeSlots.queryOptions({ input: { brandId: brand.id, accountIds, limit: 100 } }),
    enabled: accountIds.length > 0,
  })
  if (data === undefined || data.length === 0) return null
  const whole = data.filter((slot) => slot.accountIds.length === accountIds.length)
  const slots = (whole.length > 0 ? whole : data).slice(0, offered)
  return (
    <div className={styles.offers} role="group" aria-label={words.next}>
      <p className={styles.offersTitle}>{slots.length > 1 ? words.next : words.nextOne}</p>
      {slots.map(({ at, local, accountIds: free }) => (
        <Button
          key={at}
          variant={local === chosen ? 'light' : 'default'}
          size="compact-sm"
          justify="space-between"
          aria-pressed={local === chosen}
          rightSection={free.length < accountIds.length && <FreeOn accounts={accounts.filter(({ id }) => free.includes(id))} />}
          onClick={() => onChoose({ local })}
        >
          {format.dateTime(at)}
        </Button>
      ))}
    </div>
  )
}

function FreeOn({ accounts }: Pick<FreeTimesProps, 'accounts'>) {
  const words = useCadenceText()
  const format = useFormat()
  const handles = words.of(format.list(accounts.map(({ handle }) => `@${handle}`)))
  return (
    <span className={styles.freeOn} title={handles}>
      {handles}
    </span>
  )
}
