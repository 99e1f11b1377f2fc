import { Button, Checkbox, Group, Modal, NumberInput, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'

import type { Document, DocumentContent, Right } from '#contract/governance'
import type { Role } from '#contract/teams'

import { api, client } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { ErrorState, LoadingState, Trouble } from '../../ui/states.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useSaving } from '../../use-saving.ts'
import { useTrainingText } from './use-training-text.ts'

const Markdown = lazy(async () => ({ default: (await import('./markdown.tsx')).Markdown }))

interface DocumentFormProps {
  /** Absent for a new one. */
  document: Document | undefined
  onClose: () => void
}

/** Writes a policy or a lesson; its text is fetched first where there is one. */
export function DocumentForm({ document, onClose }: DocumentFormProps) {
  const words = useTrainingText().form
  const { close } = useText().ui
  const title = document === undefined ? words.add : words.change
  return (
    <Modal opened onClose={onClose} size="xl" title={title} closeButtonProps={{ 'aria-label': close }}>
      {document === undefined ? (
        <Fields document={undefined} body="" onClose={onClose} />
      ) : (
        <Existing document={document} onClose={onClose} />
      )}
    </Modal>
  )
}

function Existing({ document, onClose }: { document: Document; onClose: () => void }) {
  const { data, error, refetch } = useQuery(api.governance.document.queryOptions({ input: { documentId: document.id } }))
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  return data ? <Fields document={document} body={data.body} onClose={onClose} /> : <LoadingState rows={6} />
}

const blank = { kind: 'policy', title: '', roles: [], rights: [], dueDays: null } as const

function Fields({ document, body, onClose }: DocumentFormProps & { body: string }) {
  const words = useTrainingText().form
  const key = useIdempotencyKey()
  const saving = useSaving('training', onClose)
  const { kind, title, roles, rights, dueDays } = document ?? blank
  const [draft, setDraft] = useState<DocumentContent>({ kind, title, body, roles: [...roles], rights: [...rights], dueDays })
  const [again, setAgain] = useState(false)
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const change = (part: Partial<DocumentContent>) => {
    key.next()
    setDraft({ ...draft, ...part })
  }

  function save(): void {
    setAsked(true)
    if (draft.title.trim() === '' || draft.body.trim() === '') return
    const send = () =>
      document === undefined
        ? client.governance.addDocument(draft, { context: { idempotencyKey: key.current() } })
        : client.governance.changeDocument({ ...draft, documentId: document.id, again, note })
    void saving.save(send, document === undefined ? words.added : words.saved)
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Stack>
        <KindChoice kind={draft.kind} onKind={(chosen) => change({ kind: chosen })} />
        <TextInput
          label={words.title}
          maxLength={120}
          autoComplete="off"
          data-autofocus
          value={draft.title}
          error={asked && draft.title.trim() === '' && words.titleMissing}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <Textarea
          label={words.body}
          description={words.bodyHint}
          autosize
          minRows={8}
          maxRows={20}
          maxLength={50_000}
          dir="auto"
          value={draft.body}
          error={asked && draft.body.trim() === '' && words.bodyMissing}
          onChange={(event) => change({ body: event.currentTarget.value })}
        />
        {draft.body.trim() !== '' && (
          <details>
            <summary>{words.preview}</summary>
            <Suspense>
              <Markdown text={draft.body} />
            </Suspense>
          </details>
        )}
        <WhoAndWhen draft={draft} onChange={change} />
        {document !== undefined && (
          <>
            <Checkbox
              label={words.again}
              description={words.againHint}
              checked={again}
              onChange={(event) => setAgain(event.currentTarget.checked)}
            />
            <TextInput label={words.note} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          </>
        )}
        {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
        <Group justify="flex-end">
          <Button type="submit" loading={saving.isPending}>
            {words.publish}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function KindChoice({ kind, onKind }: { kind: DocumentContent['kind']; onKind: (kind: DocumentContent['kind']) => void }) {
  const words = useTrainingText()
  return (
    <SegmentedControl
      aria-label={words.form.kind}
      value={kind}
      data={[
        { value: 'policy', label: words.kinds.policy },
        { value: 'lesson', label: words.kinds.lesson },
      ]}
      style={{ alignSelf: 'flex-start' }}
      onChange={(value) => onKind(value === 'lesson' ? 'lesson' : 'policy')}
    />
  )
}

function WhoAndWhen({ draft, onChange }: { draft: DocumentContent; onChange: (part: Partial<DocumentContent>) => void }) {
  const words = useTrainingText()
  const { roles } = useText().teams
  const isRole = (value: string): value is Role => value in roles
  const isRight = (value: string): value is Right => value in words.rights
  return (
    <>
      <Checkbox.Group
        label={words.form.roles}
        description={words.form.rolesHint}
        value={draft.roles}
        onChange={(values) => onChange({ roles: values.filter(isRole) })}
      >
        <Choices labels={roles} />
      </Checkbox.Group>
      <Checkbox.Group label={words.form.rights} value={draft.rights} onChange={(values) => onChange({ rights: values.filter(isRight) })}>
        <Choices labels={words.rights} />
      </Checkbox.Group>
      <NumberInput
        label={words.form.dueDays}
        description={words.form.dueHint}
        min={1}
        max={365}
        clampBehavior="blur"
        allowDecimal={false}
        value={draft.dueDays ?? ''}
        onChange={(value) => onChange({ dueDays: typeof value === 'number' ? value : null })}
      />
    </>
  )
}

function Choices({ labels }: { labels: Readonly<Record<string, string>> }) {
  return (
    <Group gap="sm" mt="xs">
      {Object.entries(labels).map(([value, label]) => (
        <Checkbox key={value} value={value} label={label} />
      ))}
    </Group>
  )
}
