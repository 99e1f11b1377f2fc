import { Button, Modal, MultiSelect, Select, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Meaning, Playbook } from '#contract/inbox'

import { api, client } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useSaving } from '../../use-saving.ts'
import { useColleagues } from '../use-colleagues.ts'
import { useInboxText } from '../use-inbox-text.ts'
import { StepFields, type StepDraft } from './step-fields.tsx'
import { usePlaybooksText } from './use-playbooks-text.ts'

interface PlaybookFormProps {
  brandId: string
  meaning: Meaning
  /** Absent for a new one. */
  playbook: Playbook | undefined
  onClose: () => void
}

interface Draft {
  readonly steps: readonly StepDraft[]
  readonly tone: string
  readonly memberIds: readonly string[]
  readonly savedAnswerId?: string | undefined
}

/** Everything that a playbook says. */
export function PlaybookForm({ brandId, meaning, playbook, onClose }: PlaybookFormProps) {
  const words = usePlaybooksText()
  const { meanings } = useInboxText()
  const { close } = useText().ui
  const saving = useSaving('playbooks', onClose)
  const [draft, setDraft] = useState<Draft>(() => playbook ?? { steps: [{ text: '' }], tone: '', memberIds: [] })
  const [isWrong, setWrong] = useState(false)
  const change = (part: Partial<Draft>) => {
    setWrong(false)
    setDraft({ ...draft, ...part })
  }
  const keep = () => {
    const steps = draft.steps.map(({ id, text }) => ({ id, text: text.trim() })).filter(({ text }) => text !== '')
    const { tone, memberIds, savedAnswerId } = draft
    const isEmpty = steps.length === 0 && tone.trim() === '' && memberIds.length === 0 && savedAnswerId === undefined
    setWrong(isEmpty)
    if (isEmpty) return
    const content = { steps, tone: tone.trim(), memberIds: [...memberIds], savedAnswerId }
    void saving.save(() => client.inbox.keepPlaybook({ brandId, meaning, ...content }), words.saved)
  }
  return (
    <Modal opened onClose={onClose} size="lg" title={words.title(meanings[meaning])} closeButtonProps={{ 'aria-label': close }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          keep()
        }}
      >
        <Stack>
          <StepFields steps={draft.steps} onChange={(steps) => change({ steps })} />
          <Textarea
            label={words.tone}
            description={words.toneHint}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={1000}
            dir="auto"
            value={draft.tone}
            onChange={(event) => change({ tone: event.currentTarget.value })}
          />
          <Others brandId={brandId} draft={draft} onChange={change} />
          {isWrong && <Trouble>{words.empty}</Trouble>}
          {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
          <Button type="submit" loading={saving.isPending}>
            {words.save}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

interface OthersProps {
  brandId: string
  draft: Draft
  onChange: (part: Partial<Draft>) => void
}

/** Who must know, and what the answer begins with. */
function Others({ brandId, draft, onChange }: OthersProps) {
  const words = usePlaybooksText()
  const { members } = useColleagues()
  const saved = useQuery(api.inbox.savedAnswers.queryOptions({ input: { brandId } })).data ?? []
  return (
    <>
      <MultiSelect
        label={words.mustKnow}
        description={words.mustKnowHint}
        data={members.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.memberIds.filter((memberId) => members.some(({ id }) => id === memberId))}
        searchable
        comboboxProps={{ withinPortal: false }}
        onChange={(memberIds) => onChange({ memberIds })}
      />
      <Select
        label={words.answer}
        description={words.answerHint}
        placeholder={words.noAnswer}
        data={saved.map(({ id, name }) => ({ value: id, label: name }))}
        value={saved.some(({ id }) => id === draft.savedAnswerId) ? (draft.savedAnswerId ?? null) : null}
        clearable
        searchable
        comboboxProps={{ withinPortal: false }}
        onChange={(id) => onChange({ savedAnswerId: id ?? undefined })}
      />
    </>
  )
}
