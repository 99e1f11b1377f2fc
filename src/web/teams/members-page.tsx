import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Member } from '#contract/teams'

import { api } from '../api.ts'
import { useMay, useMe } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { useOutcome } from '../use-outcome.ts'
import { ChangeRights } from './change-rights.tsx'
import { InviteForm } from './invite-form.tsx'
import { OpenInvitations } from './open-invitations.tsx'
import { RemoveMember } from './remove-member.tsx'
import { RoleSelect } from './role-select.tsx'
import { usePlaces } from './use-places.ts'
import { useSayRights } from './use-say-rights.ts'

/** Who works here and with what role; owners invite, change and remove. */
export function MembersPage() {
  const { teams: text, settings } = useText()
  const may = useMay()
  const { data, error, refetch } = useQuery(api.teams.members.queryOptions())
  return (
    <Page title={settings.pages.members} lead={text.members.lead}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={3} height={52} />}
      {data && (
        <Rows label={settings.pages.members}>
          {data.map((member) => (
            <MemberRow key={member.id} member={member} />
          ))}
        </Rows>
      )}
      {may('members.manage') && (
        <>
          <Section title={text.members.invite} hint={text.members.inviteHint}>
            <InviteForm />
          </Section>
          <Section title={text.members.open}>
            <OpenInvitations />
          </Section>
        </>
      )}
    </Page>
  )
}

function MemberRow({ member }: { member: Member }) {
  const text = useText().teams
  const me = useMe()
  const isMe = member.id === me.memberId
  const may = useMay()
  const sayRights = useSayRights()
  const canManage = may('members.manage') && (member.role !== 'owner' || may('owners.manage'))
  return (
    <Row
      lead={<Avatar name={member.name} />}
      title={isMe ? text.members.you(member.name) : member.name}
      note={
        <>
          {member.email} · {text.members.since} <LocalTime at={member.joinedAt} as="longDate" />
        </>
      }
    >
      {canManage ? <Manage member={member} isMe={isMe} /> : <span>{sayRights(member)}</span>}
    </Row>
  )
}

function Manage({ member, isMe }: { member: Member; isMe: boolean }) {
  const text = useText().teams.members
  const { several } = usePlaces()
  const sayRights = useSayRights()
  const [isChanging, setChanging] = useState(false)
  const outcome = useOutcome({ changed: 'members' })
  const change = useMutation(api.teams.changeRole.mutationOptions(outcome))
  return (
    <>
      {several || member.role === undefined || member.grants.length > 0 ? (
        <Button variant="default" aria-label={text.roleOf(member.name)} onClick={() => setChanging(true)}>
          {sayRights(member)}
        </Button>
      ) : (
        <RoleSelect
          aria-label={text.roleOf(member.name)}
          w={140}
          value={member.role}
          disabled={change.isPending}
          onChoose={(role) => change.mutate({ memberId: member.id, role })}
        />
      )}
      {isChanging && <ChangeRights member={member} onClose={() => setChanging(false)} />}
      {!isMe && <RemoveMember member={member} />}
    </>
  )
}
