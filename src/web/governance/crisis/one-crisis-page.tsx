import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'

import type { OpenCrisis } from '#contract/governance'

import { api } from '../../api.ts'
import { useMay } from '../../frame/who.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { LocalTime } from '../../ui/local-time.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { CrisisLog } from './crisis-log.tsx'
import { CrisisPeople } from './crisis-people.tsx'
import { CrisisSteps } from './crisis-steps.tsx'
import { HeldPosts } from './held-posts.tsx'
import { HeldRules } from './held-rules.tsx'
import { Statements } from './statements.tsx'
import { TakeDowns } from './take-downs.tsx'
import { UrgentPosts } from './urgent-posts.tsx'
import { useCrisisText } from './use-crisis-text.ts'
import { WentOut } from './went-out.tsx'

import styles from './crisis.module.css'

/** One crisis or rehearsal: what to do, what may be said, what goes out all the same, and what happened. */
export function OneCrisisPage({ crisisId }: { crisisId: string }) {
  const { one, title } = useCrisisText()
  const { data: crisis, error, refetch } = useQuery(api.governance.crisis.queryOptions({ input: { crisisId } }))
  const back = (
    <Link to="/crisis" className={styles.back}>
      <ArrowLeft size={16} aria-hidden="true" />
      {one.back}
    </Link>
  )
  if (!crisis) {
    return (
      <Page title={title} nav={back}>
        {error ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingState rows={8} />}
      </Page>
    )
  }
  const standing = crisis.endedAt === undefined
  return (
    <Page
      broad
      title={crisis.rehearsal ? one.rehearsal : one.crisis}
      nav={back}
      lead={<Lead crisis={crisis} />}
      action={standing && <EndButton crisis={crisis} />}
    >
      <div className={styles.columns}>
        <div>
          {!crisis.rehearsal && <HeldPosts brandId={crisis.brandId} standing={standing} />}
          <CrisisSteps crisis={crisis} />
          <UrgentPosts crisis={crisis} />
          <TakeDowns crisis={crisis} />
          <WentOut crisis={crisis} />
          <HeldRules crisis={crisis} />
        </div>
        <div>
          <Statements crisis={crisis} />
          <CrisisPeople crisis={crisis} />
          <CrisisLog crisis={crisis} />
        </div>
      </div>
    </Page>
  )
}

function Lead({ crisis: { reason, beganAt, beganBy, endedAt, endedBy = '' } }: { crisis: OpenCrisis }) {
  const { one } = useCrisisText()
  return (
    <>
      <bdi>{reason}</bdi> · <LocalTime at={beganAt} />, {one.began(beganBy)}
      {endedAt !== undefined && (
        <>
          {' '}
          · <LocalTime at={endedAt} />, {one.ended(endedBy)}
        </>
      )}
    </>
  )
}

function EndButton({ crisis: { id, rehearsal } }: { crisis: OpenCrisis }) {
  const { one } = useCrisisText()
  const maySwitch = useMay()('crisis.switch')
  const end = useMutation(api.governance.endCrisis.mutationOptions(useOutcome({ changed: 'crisis', says: one.endedNow })))
  if (!maySwitch) return null
  return (
    <ConfirmButton
      variant="filled"
      question={rehearsal ? one.endRehearsalAsk : one.endAsk}
      explanation={rehearsal ? one.endRehearsalHint : one.endHint}
      confirm={one.end}
      onConfirm={() => end.mutateAsync({ crisisId: id }).catch(() => undefined)}
    >
      {one.end}
    </ConfirmButton>
  )
}
