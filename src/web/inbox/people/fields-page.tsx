import { ActionIcon, Button, Select, TagsInput, TextInput, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ArrowUp, ListPlus, Plus, X } from 'lucide-react'
import { useState } from 'react'

import type { FieldKind, PersonField } from '#contract/inbox'

import { api, client, queries, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { Page } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { EmptyState, ErrorState, LoadingState, Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { usePeopleText } from './use-people-text.ts'

import styles from './fields-page.module.css'

/** What else the team wants to know about people. */
export function FieldsPage() {
  const words = usePeopleText().fields
  const { pages } = useText().settings
  const mayWrite = useMay()('inbox.manage')
  const { data, error, refetch } = useQuery(api.inbox.personFields.queryOptions())
  return (
    <Page title={pages['person-fields']} lead={mayWrite ? words.lead : words.readOnly}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={3} height={52} />}
      {data !== undefined && (mayWrite ? <FieldsForm key={JSON.stringify(data)} fields={data} /> : <Shown fields={data} />)}
    </Page>
  )
}

function Shown({ fields }: { fields: readonly PersonField[] }) {
  const words = usePeopleText().fields
  if (fields.length === 0) return <EmptyState icon={<ListPlus size={24} />} title={words.none} />
  return (
    <Rows>
      {fields.map(({ id, name, kind, choices }) => (
        <Row key={id} title={name} note={[words.kinds[kind], ...choices].join(' · ')} />
      ))}
    </Rows>
  )
}

function FieldsForm({ fields }: { fields: readonly PersonField[] }) {
  const words = usePeopleText().fields
  const [written, setWritten] = useState(fields)
  const { save, working, trouble } = useSaveFields()
  const [tried, setTried] = useState(false)
  const gone = fields.filter(({ id }) => written.every((field) => field.id !== id)).length
  const isRight = written.every((field) => field.name.trim() !== '' && (field.kind !== 'choice' || field.choices.length > 0))
  const change = (at: number, field: PersonField) => setWritten(written.with(at, field))
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (isRight) void save(written)
      }}
    >
      {written.length === 0 && (
        <EmptyState icon={<ListPlus size={24} />} title={words.none}>
          {words.noneHint}
        </EmptyState>
      )}
      {written.map((field, at) => (
        <FieldLine
          key={field.id}
          field={field}
          tried={tried}
          onChange={(changed) => change(at, changed)}
          onUp={at === 0 ? undefined : () => setWritten(swapped(written, at))}
          onRemove={() => setWritten(written.toSpliced(at, 1))}
        />
      ))}
      {gone > 0 && <Trouble>{words.gone(gone)}</Trouble>}
      {trouble !== undefined && <Trouble>{trouble}</Trouble>}
      <div className={styles.end}>
        {written.length < most && (
          <Button
            variant="default"
            leftSection={<Plus size={16} aria-hidden="true" />}
            onClick={() => setWritten([...written, newField()])}
          >
            {words.add}
          </Button>
        )}
        <Button type="submit" loading={working} disabled={written === fields}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

const most = 30

const swapped = (fields: readonly PersonField[], at: number) => fields.toSpliced(at - 1, 2, ...fields.slice(at - 1, at + 1).toReversed())

/** A version 4 id by hand; crypto.randomUUID is missing where Hearth is reached over plain http. */
function newField(): PersonField {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const id = digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
  return { id, name: '', kind: 'text', choices: [] }
}

interface FieldLineProps {
  field: PersonField
  /** What is missing is said once somebody tried to save. */
  tried: boolean
  onChange: (field: PersonField) => void
  onUp: (() => void) | undefined
  onRemove: () => void
}

function FieldLine({ field, tried, onChange, onUp, onRemove }: FieldLineProps) {
  const words = usePeopleText().fields
  const kinds: readonly FieldKind[] = ['text', 'number', 'date', 'choice']
  const called = field.name.trim() || words.newField
  return (
    <div className={styles.field}>
      <TextInput
        label={words.name}
        maxLength={60}
        autoComplete="off"
        value={field.name}
        error={tried && field.name.trim() === '' && words.nameMissing}
        onChange={(event) => onChange({ ...field, name: event.currentTarget.value })}
      />
      <Select
        label={words.kind}
        allowDeselect={false}
        data={kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
        value={field.kind}
        onChange={(kind) => kind && onChange({ ...field, kind, choices: kind === 'choice' ? field.choices : [] })}
      />
      <div className={styles.moves}>
        <Tooltip label={words.up(called)}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.up(called)} disabled={!onUp} onClick={onUp}>
            <ArrowUp size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={words.remove(called)}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.remove(called)} onClick={onRemove}>
            <X size={18} />
          </ActionIcon>
        </Tooltip>
      </div>
      {field.kind === 'choice' && (
        <TagsInput
          className={styles.choices ?? ''}
          label={words.choices}
          description={words.choicesHint}
          maxTags={50}
          acceptValueOnBlur
          value={field.choices}
          error={tried && field.choices.length === 0 && words.choicesMissing}
          onChange={(choices) => onChange({ ...field, choices })}
        />
      )}
    </div>
  )
}

function useSaveFields() {
  const words = usePeopleText().fields
  const explain = useExplain()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  async function save(fields: readonly PersonField[]): Promise<void> {
    setWorking(true)
    setTrouble(undefined)
    try {
      const kept = await client.inbox.setPersonFields({ fields: fields.map((field) => ({ ...field, choices: [...field.choices] })) })
      queries.setQueryData(api.inbox.personFields.queryKey(), kept)
      toast(words.saved)
      await reload('people')
    } catch (error) {
      setTrouble(explain(error))
    } finally {
      setWorking(false)
    }
  }
  return { save, working, trouble }
}
