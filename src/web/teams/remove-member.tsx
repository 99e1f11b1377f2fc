import { Select, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Member } from '#contract/teams'

import { api } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { useOutcome } from '../use-outcome.ts'

/** Asks who takes over what the member leaves behind, then removes them. */
export function RemoveMember({ member }: { member: Member }) {
  const text = useText().teams.members
  const [successorId, setSuccessor] = useState<string | null>(null)
  const { data = [] } = useQuery(api.teams.members.queryOptions())
  const remove = useMutation(api.teams.removeMember.mutationOptions(useOutcome({ changed: 'members' })))
  const others = data.filter(({ id }) => id !== member.id).map(({ id, name }) => ({ value: id, label: name }))
  const choice = (
    <Stack>
      <Text>{text.removeHint}</Text>
      <Select
        label={text.successor}
        description={text.successorHint}
        placeholder={text.noSuccessor}
        data={others}
        value={successorId}
        onChange={setSuccessor}
        clearable
      />
    </Stack>
  )
  return (
    <ConfirmButton
      question={text.removeAsk(member.name)}
      explanation={choice}
      confirm={text.remove}
      onConfirm={() => remove.mutateAsync({ memberId: member.id, ...(successorId === null ? {} : { successorId }) }).catch(() => undefined)}
    >
      {text.remove}
    </ConfirmButton>
  )
}
