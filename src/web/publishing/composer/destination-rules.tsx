import { useDebouncedValue } from '@mantine/hooks'
import { useQueries } from '@tanstack/react-query'

import type { Account } from '#contract/connections'
import type { DestinationTold } from '#networks/network'

import { api } from '../../api.ts'
import { useReason } from '../../errors/use-reason.ts'
import { rulesOf } from '../network-rules.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './destination-rules.module.css'

interface DestinationRulesProps {
  network: string
  /** The setting that names it, and what is written there. */
  setting: string
  written: string
  /** The accounts of this network that the post goes to: what holds there may differ between them. */
  accounts: readonly Account[]
}

/** Someone types faster than a network answers. In milliseconds. */
const pause = 600
/** What was told so long ago is asked for again, in minutes: moderators change their rules. */
const good = 60

/** What a destination asks of posts, in its own words, read as soon as its name is written. */
export function DestinationRules({ network, setting, written, accounts }: DestinationRulesProps) {
  const words = useComposerText().settings
  const reason = useReason()
  const [asked] = useDebouncedValue(written.trim(), pause)
  const answers = useQueries({
    queries: accounts.map((account) => ({
      ...api.connections.destination.queryOptions({ input: { accountId: account.id, name: asked } }),
      enabled: asked !== '' && asked === written.trim() && !isGood(toldTo(account, setting, asked)),
      staleTime: good * 60_000,
    })),
  })
  const [told] = accounts.flatMap((account) => toldTo(account, setting, written) ?? [])
  const trouble = asked === written.trim() ? answers.flatMap(({ data }) => data?.trouble ?? [])[0] : undefined
  if (written.trim() === '') return null
  return (
    <div className={styles.rules} aria-live="polite">
      {told === undefined && trouble === undefined && answers.some(({ isFetching }) => isFetching) && <p>{words.destination.reading}</p>}
      {trouble !== undefined && told === undefined && <p>{reason(network, trouble)}</p>}
      {told !== undefined && <Told told={told} />}
    </div>
  )
}

function Told({ told: { name, says } }: { told: DestinationTold }) {
  const { destination } = useComposerText().settings
  if (says.length === 0) return <p>{destination.none(name)}</p>
  return (
    <details open>
      <summary>{destination.rules(name)}</summary>
      <ul>
        {says.map(({ title, text }, index) => (
          <li key={index}>
            {title !== '' && <strong>{title}</strong>} {text}
          </li>
        ))}
      </ul>
    </details>
  )
}

function toldTo(account: Account, setting: string, written: string): DestinationTold | undefined {
  const field = rulesOf(account)?.settings.find(({ name }) => name === setting)
  return field?.kind === 'text' ? field.destination?.(written) : undefined
}

function isGood(told: DestinationTold | undefined): boolean {
  return told !== undefined && Temporal.Now.instant().since(Temporal.Instant.from(told.at)).total('minutes') < good
}
