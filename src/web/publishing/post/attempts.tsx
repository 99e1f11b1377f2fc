import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'

import type { Attempt, Delivery } from '#contract/publishing'

import { api } from '../../api.ts'
import { useReason } from '../../errors/use-reason.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { StepName } from './step-name.tsx'

import styles from './attempts.module.css'

/** What was tried, when, and what the network answered; folded until someone wants to know. */
export function Attempts({ delivery }: { delivery: Delivery }) {
  const words = useText().post
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.attempts} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronDown size={14} aria-hidden="true" /> {words.whatHappened} · {words.happenedHint(delivery.attempts)}
      </summary>
      {open && <Table delivery={delivery} />}
    </details>
  )
}

function Table({ delivery }: { delivery: Delivery }) {
  const words = useText().post
  const attempts = useQuery(api.publishing.attempts.queryOptions({ input: { deliveryId: delivery.id } }))
  if (attempts.isPending) return <LoadingState rows={2} height={28} />
  if (attempts.isError) return <ErrorState error={attempts.error} retry={() => void attempts.refetch()} />
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.step}</th>
          <th scope="col">{words.answer}</th>
        </tr>
      </thead>
      <tbody>
        {attempts.data.map((attempt) => (
          <Row key={attempt.id} attempt={attempt} network={delivery.network} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ attempt, network }: { attempt: Attempt; network: string }) {
  const words = useText().post
  const reason = useReason()
  const format = useFormat()
  const seconds = attempt.finishedAt && (Date.parse(attempt.finishedAt) - Date.parse(attempt.startedAt)) / 1000
  return (
    <tr>
      <td title={attempt.startedAt}>
        {format.dateTime(attempt.startedAt)}
        {seconds !== undefined && seconds !== '' && <span className={styles.took}> {words.took(seconds.toFixed(1))}</span>}
      </td>
      <td>
        {words.kinds[attempt.kind]}
        {ofOneStep.has(attempt.kind) && (
          <>
            {' · '}
            <StepName step={attempt.step} network={network} />
          </>
        )}
      </td>
      <td>
        {attempt.outcome === 'done' && attempt.reason !== undefined ? words.outcomeLeftOut : words.outcomes[attempt.outcome]}
        {attempt.reason !== undefined && <p className={styles.reason}>{reason(network, attempt.reason)}</p>}
        {attempt.reason?.detail !== undefined && (
          <p className={styles.detail}>
            {words.detail}: <code>{attempt.reason.detail}</code>
          </p>
        )}
      </td>
    </tr>
  )
}

/** The others are about the copy as a whole. */
const ofOneStep: ReadonlySet<Attempt['kind']> = new Set(['send', 'look-up'])
