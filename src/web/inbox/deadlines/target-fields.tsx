import { Button, Checkbox, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ArrowUp, Plus } from 'lucide-react'

import { api } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { networkName } from '../../networks.ts'
import { useBelongings } from '../../strategy/use-belongings.ts'
import { kinds, meanings } from '../inbox-search.ts'
import { useInboxText } from '../use-inbox-text.ts'
import { anyTarget, type TargetValues } from './care-values.ts'
import { DurationField } from './duration-field.tsx'
import type { CareForm } from './use-care-form.ts'
import { useCareText } from './use-care-text.ts'

import styles from './care.module.css'

/** How soon a brand means to answer, and to be done, and in which threads. */
export function TargetFields({ form, brandId }: { form: CareForm; brandId: string }) {
  const words = useCareText().targets
  const { targets } = form.values
  return (
    <div className={styles.lines}>
      {targets.length === 0 && <p className={styles.soft}>{words.none}</p>}
      {targets.map((target, place) => (
        <TargetCard key={place} place={place} target={target} form={form} brandId={brandId} />
      ))}
      <Button
        variant="default"
        leftSection={<Plus size={16} aria-hidden="true" />}
        onClick={() =>
          form.insertListItem('targets', { ...anyTarget, answer: { ...anyTarget.answer }, resolution: { ...anyTarget.resolution } })
        }
      >
        {words.add}
      </Button>
    </div>
  )
}

interface TargetCardProps {
  place: number
  target: TargetValues
  form: CareForm
  brandId: string
}

function TargetCard({ place, target, form, brandId }: TargetCardProps) {
  const words = useCareText().targets
  const number = useFormat().number(place + 1)
  const path = `targets.${place}`
  const { error } = form.getInputProps(`${path}.counts`)
  return (
    <fieldset className={styles.target}>
      <legend>{isForAll(target) ? `${words.number(number)} · ${words.everything}` : words.number(number)}</legend>
      <Conditions path={path} target={target} form={form} brandId={brandId} />
      <div className={styles.times}>
        <DurationField label={words.answer} path={`${path}.answer`} form={form} />
        <DurationField label={words.resolution} path={`${path}.resolution`} form={form} />
      </div>
      <SegmentedControl
        aria-label={words.counts}
        data={[
          { value: 'working', label: words.working },
          { value: 'all', label: words.all },
        ]}
        value={target.counts}
        onChange={(counts) => form.setFieldValue(`${path}.counts`, counts)}
      />
      {error !== undefined && (
        <p className={styles.wrong} role="alert">
          {error}
        </p>
      )}
      <div className={styles.ways}>
        {place > 0 && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<ArrowUp size={16} aria-hidden="true" />}
            aria-label={words.upOf(number)}
            onClick={() => form.reorderListItem('targets', { from: place, to: place - 1 })}
          >
            {words.up}
          </Button>
        )}
        <RemoveTarget number={number} onRemove={() => form.removeListItem('targets', place)} />
      </div>
    </fieldset>
  )
}

function RemoveTarget({ number, onRemove }: { number: string; onRemove: () => void }) {
  const words = useCareText()
  return (
    <Button variant="subtle" color="gray" aria-label={words.targets.removeOf(number)} onClick={onRemove}>
      {words.remove}
    </Button>
  )
}

function isForAll({ labelId, network, kind, meaning, urgent }: TargetValues): boolean {
  return [labelId, network, kind, meaning].every((each) => each === null) && !urgent
}

type ConditionsProps = Pick<TargetCardProps, 'target' | 'form' | 'brandId'> & { path: string }

/** What a thread has to be for the target to hold. */
function Conditions({ path, target, form, brandId }: ConditionsProps) {
  const words = useCareText().targets
  const inbox = useInboxText()
  const { labels } = useBelongings(brandId)
  const accounts = useQuery(api.connections.accounts.queryOptions({ input: { brandId } })).data ?? []
  const networks = [...new Set([...accounts.map(({ network }) => network), ...(target.network === null ? [] : [target.network])])]
  const isGone = target.labelId !== null && labels.every(({ id }) => id !== target.labelId)
  const gone = isGone && target.labelId !== null ? [{ value: target.labelId, label: words.goneLabel }] : []
  const choices = [
    { name: 'labelId', label: words.label, data: [...labels.map(({ id, name }) => ({ value: id, label: name })), ...gone] },
    { name: 'network', label: words.network, data: networks.map((network) => ({ value: network, label: networkName(network) })) },
    { name: 'kind', label: words.kind, data: kinds.map((kind) => ({ value: kind, label: inbox.kinds[kind] })) },
    { name: 'meaning', label: words.meaning, data: meanings.map((meaning) => ({ value: meaning, label: inbox.meanings[meaning] })) },
  ]
  return (
    <>
      <div className={styles.grid}>
        {choices.map(({ name, label, data }) => (
          <Select key={name} label={label} placeholder={words.any} data={data} clearable {...form.getInputProps(`${path}.${name}`)} />
        ))}
      </div>
      <Checkbox label={words.urgent} {...form.getInputProps(`${path}.urgent`, { type: 'checkbox' })} />
    </>
  )
}
