import { Button, Group, Modal } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { Member } from '#contract/teams'

import { api } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { Trouble } from '../ui/states.tsx'
import { useOutcome } from '../use-outcome.ts'
import { RightsFields } from './rights-fields.tsx'
import { rightsOf, rowsOf } from './rights.ts'

/** What a member may do, and where. */
export function ChangeRights({ member, onClose }: { member: Member; onClose: () => void }) {
  const { teams: text, ui } = useText()
  const explain = useExplain()
  const [rows, setRows] = useState(() => rowsOf(member))
  const change = useMutation(api.teams.changeRole.mutationOptions(useOutcome({ changed: 'members' })))
  const save = () => change.mutate({ memberId: member.id, ...rightsOf(rows) }, { onSuccess: onClose })
  return (
    <Modal opened onClose={onClose} title={text.rights.of(member.name)} closeButtonProps={{ 'aria-label': ui.close }}>
      <RightsFields rows={rows} onRows={setRows} />
      {change.error && <Trouble>{explain(change.error)}</Trouble>}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {ui.cancel}
        </Button>
        <Button loading={change.isPending} disabled={rows.some(({ role, where }) => role !== 'owner' && where.length === 0)} onClick={save}>
          {text.save}
        </Button>
      </Group>
    </Modal>
  )
}
