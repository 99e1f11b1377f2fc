import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import type { BestTimes as Answer } from '#contract/analytics'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import type { LocalChoice } from '../time/time-fields.tsx'
import { useCadenceText } from './use-cadence-text.ts'

import styles from './cadence.module.css'

interface BestTimesProps {
  accountIds: readonly string[]
  chosen: string
  onChoose: (choice: LocalChoice) => void
}

const offered = 3

/** When posts of these accounts may be expected to do best this week, with what that rests on. Nothing where nobody knows. */
export function BestTimes({ accountIds, chosen, onChoose }: BestTimesProps) {
  const words = useCadenceText().best
  const brand = useBrand()
  const format = useFormat(brand.timeZone)
  const { data } = useQuery({
    ...api.analytics.bestTimes.queryOptions({ input: { brandId: brand.id, accountIds: [...accountIds] } }),
    enabled: accountIds.length > 0,
    staleTime: 600_000,
  })
  if (data === undefined || data.next.length === 0) return null
  const best = data.next
    .toSorted((one, other) => other.lift - one.lift)
    .slice(0, offered)
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
  return (
    <div className={styles.offers} role="group" aria-label={words.title}>
      <p className={styles.offersTitle}>{words.title}</p>
      {best.map(({ at, local, lift, sure }) => (
        <Button
          key={at}
          variant={local === chosen ? 'light' : 'default'}
          size="compact-sm"
          justify="space-between"
          aria-pressed={local === chosen}
          rightSection={
            <span className={styles.lift}>
              {words.lift(format.change(lift))} · {words.sure[sure]}
            </span>
          }
          onClick={() => onChoose({ local })}
        >
          {format.dateTime(at)}
        </Button>
      ))}
      <Why accounts={data.accounts} />
    </div>
  )
}

/** How many posts speak for it, and what following it would have been worth. */
function Why({ accounts }: Pick<Answer, 'accounts'>) {
  const words = useCadenceText().best
  const format = useFormat()
  const posts = accounts.reduce((sum, account) => sum + account.posts, 0)
  const others = accounts.reduce((sum, account) => sum + account.others, 0)
  const tried = accounts.filter(({ heldBack }) => heldBack.lift !== undefined)
  const suggested = tried.reduce((sum, { heldBack }) => sum + heldBack.suggested, 0)
  const worth = tried.reduce((sum, { heldBack }) => sum + (heldBack.lift ?? 0) * heldBack.suggested, 0) / Math.max(1, suggested)
  return (
    <p className={styles.offersTitle}>
      {words.from(format.number(posts), others === 0 ? undefined : format.number(others))}{' '}
      {suggested > 0 ? words.heldBack(format.change(worth), suggested) : words.untried}
    </p>
  )
}
