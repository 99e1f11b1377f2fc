import { Button, Group, Modal, MultiSelect, Select, Switch, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { Guest } from '#contract/governance'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useLanguage, useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useApprovalsText } from './use-approvals-text.ts'
import { usePeopleChoices } from './use-people-choices.ts'

import styles from './approvals.module.css'

interface GuestFormProps {
  brandId: string
  /** Absent for a new one. */
  guest: Guest | undefined
  onClose: () => void
}

export function GuestForm({ brandId, guest, onClose }: GuestFormProps) {
  const words = useApprovalsText().guests
  const { ui, frame } = useText()
  const { language } = useLanguage()
  const explain = useExplain()
  const key = useIdempotencyKey()
  const { accounts } = usePeopleChoices(brandId)
  const [draft, setDraft] = useState<Omit<Guest, 'id' | 'brandId'>>(
    guest ?? { name: '', email: '', language, calendar: { accountIds: [] } },
  )
  const [tried, setTried] = useState(false)
  const keep = useMutation({
    mutationFn: () => {
      const { name, email, language: spoken, calendar } = draft
      const said = { name: name.trim(), email: email.trim(), language: spoken, ...(calendar ? { calendar } : {}) }
      return guest === undefined
        ? client.governance.addGuest({ brandId, ...said }, { context: { idempotencyKey: key.current() } })
        : client.governance.changeGuest({ guestId: guest.id, ...said })
    },
    onSuccess: () => {
      toast(words.saved)
      void reload('approvals')
      onClose()
    },
  })
  const change = (part: Partial<typeof draft>) => {
    key.next()
    setDraft({ ...draft, ...part })
  }
  const isRight = draft.name.trim() !== '' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim())
  return (
    <Modal opened onClose={onClose} title={guest?.name ?? words.add} closeButtonProps={{ 'aria-label': ui.close }}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (isRight) keep.mutate()
        }}
      >
        <TextInput
          label={words.name}
          required
          maxLength={80}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={words.email}
          type="email"
          required
          maxLength={200}
          value={draft.email}
          error={tried && !isRight && words.needsEmail}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
        <Select
          label={words.language}
          allowDeselect={false}
          data={[
            { value: 'en', label: frame.languages.en },
            { value: 'zh-TW', label: frame.languages['zh-TW'] },
          ]}
          value={draft.language}
          onChange={(chosen) => change({ language: chosen === 'zh-TW' ? 'zh-TW' : 'en' })}
        />
        <Switch
          label={words.calendar}
          description={words.calendarHint}
          checked={draft.calendar !== undefined}
          onChange={(event) => change({ calendar: event.currentTarget.checked ? { accountIds: [] } : undefined })}
        />
        {draft.calendar && (
          <MultiSelect
            label={words.calendarAccounts}
            data={accounts}
            value={draft.calendar.accountIds}
            searchable
            onChange={(accountIds) => change({ calendar: { accountIds } })}
          />
        )}
        {keep.error && <Trouble>{explain(keep.error)}</Trouble>}
        <Group justify="flex-end">
          <Button type="submit" loading={keep.isPending}>
            {words.save}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
