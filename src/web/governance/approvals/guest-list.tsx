import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Plus, UserRound } from 'lucide-react'

import type { Guest } from '#contract/governance'

import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useApprovalsText } from './use-approvals-text.ts'

interface GuestListProps {
  brandId: string
  mayManage: boolean
  /** Without a guest: a new one. */
  onOpen: (guest?: Guest) => void
  onLinks: (guest: Guest) => void
}

export function GuestList({ brandId, mayManage, onOpen, onLinks }: GuestListProps) {
  const words = useApprovalsText().guests
  const { data, error, refetch } = useQuery(api.governance.guests.queryOptions({ input: { brandId } }))
  const add = (
    <Button variant="default" leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => onOpen()}>
      {words.add}
    </Button>
  )
  return (
    <Section title={words.title} hint={words.hint} action={mayManage && add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={52} />}
      {data?.length === 0 && <p>{words.none}</p>}
      {data !== undefined && data.length > 0 && (
        <Rows label={words.title}>
          {data.map((guest) => (
            <Row
              key={guest.id}
              lead={<UserRound size={18} aria-hidden="true" />}
              title={guest.name}
              note={[guest.email, ...(guest.calendar ? [words.withCalendar] : [])].join(' · ')}
            >
              {mayManage && <Manage guest={guest} onOpen={onOpen} onLinks={onLinks} />}
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  )
}

function Manage({ guest, onOpen, onLinks }: Pick<GuestListProps, 'onOpen' | 'onLinks'> & { guest: Guest }) {
  const words = useApprovalsText().guests
  const outcome = useOutcome({ changed: 'approvals', says: words.removed(guest.name) })
  const remove = useMutation(api.governance.removeGuest.mutationOptions(outcome))
  return (
    <>
      <Button variant="default" onClick={() => onLinks(guest)}>
        {words.links}
      </Button>
      <Button variant="default" onClick={() => onOpen(guest)}>
        {words.change}
      </Button>
      <ConfirmButton
        question={words.removeAsk(guest.name)}
        explanation={words.removeHint}
        confirm={words.remove}
        onConfirm={() => remove.mutateAsync({ guestId: guest.id }).catch(() => undefined)}
      >
        {words.remove}
      </ConfirmButton>
    </>
  )
}
