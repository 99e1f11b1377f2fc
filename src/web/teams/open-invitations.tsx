import { Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Mail, MailX } from 'lucide-react'

import { api } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { StateBadge } from '../ui/state-badge.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { useOutcome } from '../use-outcome.ts'
import { useSayRights } from './use-say-rights.ts'

/** Invitations nobody accepted yet, each with its link to hand over. */
export function OpenInvitations() {
  const text = useText().teams
  const sayRights = useSayRights()
  const { data, error, refetch } = useQuery(api.teams.invitations.queryOptions())
  const withdraw = useMutation(api.teams.withdrawInvitation.mutationOptions(useOutcome({ changed: 'members' })))
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingState rows={1} height={52} />
  if (data.length === 0) return <Text c="dimmed">{text.members.noneOpen}</Text>
  return (
    <Rows label={text.members.open}>
      {data.map(({ id, email, expiresAt, link, mailed, ...rights }) => (
        <Row
          key={id}
          title={email}
          note={
            <>
              {sayRights(rights)} · {text.members.expires} <LocalTime at={expiresAt} as="longDate" />
            </>
          }
        >
          <StateBadge tone="calm" icon={mailed ? Mail : MailX}>
            {mailed ? text.members.mailed : text.members.notMailed}
          </StateBadge>
          {link !== undefined && <CopyButton value={link} label={text.members.copyLink} />}
          <ConfirmButton
            question={text.members.withdrawAsk(email)}
            explanation={text.members.withdrawHint}
            confirm={text.members.withdraw}
            onConfirm={() => withdraw.mutateAsync({ invitationId: id }).catch(() => undefined)}
          >
            {text.members.withdraw}
          </ConfirmButton>
        </Row>
      ))}
    </Rows>
  )
}
