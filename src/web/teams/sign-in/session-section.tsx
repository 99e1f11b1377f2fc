import { useMutation, useQuery } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'

import type { Session } from '#contract/sign-in'

import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { LocalTime } from '../../ui/local-time.tsx'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useSignInText } from './use-sign-in-text.ts'

/** Where the person is signed in, and signing out there. */
export function SessionSection() {
  const text = useSignInText().sessions
  const { data, error, refetch } = useQuery(api.signIn.sessions.queryOptions())
  const endOthers = useMutation(api.signIn.endOtherSessions.mutationOptions(useOutcome({ changed: 'members', says: text.ended })))
  const end = data !== undefined && data.length > 1 && (
    <ConfirmButton
      question={text.endOthersAsk}
      explanation={text.endHint}
      confirm={text.endOthers}
      onConfirm={() => endOthers.mutateAsync(undefined).catch(() => undefined)}
    >
      {text.endOthers}
    </ConfirmButton>
  )
  return (
    <Section title={text.title} action={end}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={52} />}
      {data && (
        <Rows label={text.title}>
          {data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </Rows>
      )}
    </Section>
  )
}

function SessionRow({ session }: { session: Session }) {
  const text = useSignInText().sessions
  const { browser = text.someBrowser, system, ip } = session
  const where = system === undefined ? browser : text.on(browser, system)
  const Icon = system === 'iOS' || system === 'Android' ? Smartphone : Monitor
  const end = useMutation(api.signIn.endSession.mutationOptions(useOutcome({ changed: 'members', says: text.ended })))
  return (
    <Row
      lead={<Icon size={18} aria-hidden="true" />}
      title={session.here ? `${where} · ${text.here}` : where}
      note={
        <>
          {text.ways[session.way]}
          {ip !== undefined && ` · ${text.from(ip)}`} · {text.seen} <LocalTime at={session.seenAt} as="relative" />
        </>
      }
    >
      {!session.here && (
        <ConfirmButton
          question={text.endAsk(where)}
          explanation={text.endHint}
          confirm={text.end}
          onConfirm={() => end.mutateAsync({ sessionId: session.id }).catch(() => undefined)}
        >
          {text.end}
        </ConfirmButton>
      )}
    </Row>
  )
}
