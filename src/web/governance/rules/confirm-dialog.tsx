import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { Confirmed, RuleFinding } from '#contract/voice'

import { useText } from '../../language/text-provider.tsx'
import { FoundList } from './found-list.tsx'
import { useVoiceText } from './use-voice-text.ts'

interface ConfirmDialogProps {
  findings: readonly RuleFinding[]
  onConfirm: (confirmed: Confirmed) => void
  onLeave: () => void
}

/** Shows what the brand's rules warn of; whoever goes on confirms it, and says where the proof of a claim is. */
export function ConfirmDialog({ findings, onConfirm, onLeave }: ConfirmDialogProps) {
  const words = useVoiceText().confirm
  const { close } = useText().ui
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const isClaim = findings.some(({ kind }) => kind === 'claim')
  const missing = isClaim && note.trim() === ''

  function confirm(): void {
    setAsked(true)
    if (missing) return
    onConfirm([...new Set(findings.map(({ ruleId }) => ruleId))].map((ruleId) => ({ ruleId, note: note.trim() })))
  }

  return (
    <Modal opened onClose={onLeave} title={words.title} closeButtonProps={{ 'aria-label': close }}>
      <Stack>
        <FoundList items={findings.map((rule) => ({ rule, found: rule }))} />
        <p>{words.lead}</p>
        {isClaim && (
          <TextInput
            label={words.note}
            value={note}
            maxLength={500}
            autoComplete="off"
            error={asked && missing ? words.noteMissing : undefined}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={confirm}>
            {words.send}
          </Button>
          <Button data-autofocus onClick={onLeave}>
            {words.change}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
