import { Button, Checkbox, Group, MultiSelect, Stack } from '@mantine/core'
import { Flag, Tag } from 'lucide-react'

import { BrandChoice } from '../../frame/brand-choice.tsx'
import { useText } from '../../language/text-provider.tsx'
import { networkName } from '../../networks.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Tinted } from '../../ui/tinted.tsx'
import { countFilters, shownStates, type Filters } from '../calendar/calendar-search.ts'
import { useFilterChoices } from './use-filter-choices.ts'
import { usePlanningText } from './use-planning-text.ts'

interface FilterFieldsProps {
  filters: Filters
  onChange: (change: Filters) => void
}

/** Everything the calendar can be narrowed by. Nothing chosen means everything. */
export function FilterFields({ filters, onChange }: FilterFieldsProps) {
  const words = usePlanningText().filters
  return (
    <Stack gap="md">
      <BrandChoice label={words.brand} brand={filters.brand} onBrand={(brand = '') => onChange({ ...noFilters, brand })} />
      <States filters={filters} onChange={onChange} />
      <Networks filters={filters} onChange={onChange} />
      <Lists filters={filters} onChange={onChange} />
      {countFilters(filters) > 0 && (
        <Button variant="default" onClick={() => onChange(noFilters)}>
          {words.clear}
        </Button>
      )}
    </Stack>
  )
}

export const noFilters: Filters = { networks: [], accounts: [], campaigns: [], labels: [], states: [] }

function States({ filters, onChange }: FilterFieldsProps) {
  const words = usePlanningText().filters
  const { states } = useText().post
  return (
    <Checkbox.Group
      label={words.states}
      value={[...(filters.states ?? [])]}
      onChange={(chosen) => onChange({ states: shownStates.filter((state) => chosen.includes(state)) })}
    >
      <Stack gap="xs" mt="xs">
        {shownStates.map((state) => (
          <Checkbox key={state} value={state} label={states[state]} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

function Networks({ filters, onChange }: FilterFieldsProps) {
  const words = usePlanningText().filters
  const { networks } = useFilterChoices()
  if (networks.length < 2) return null
  return (
    <Checkbox.Group label={words.networks} value={[...(filters.networks ?? [])]} onChange={(chosen) => onChange({ networks: chosen })}>
      <Stack gap="xs" mt="xs">
        {networks.map((network) => (
          <Checkbox
            key={network}
            value={network}
            label={
              <Group gap="xs" wrap="nowrap">
                <NetworkIcon network={network} size={14} label={false} />
                {networkName(network)}
              </Group>
            }
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

function Lists({ filters, onChange }: FilterFieldsProps) {
  const words = usePlanningText().filters
  const { accounts, campaigns, labels } = useFilterChoices()
  const networkOf = new Map(accounts.map(({ id, network }) => [id, network]))
  const colourOf = new Map([...campaigns, ...labels].map(({ id, colour }) => [id, colour]))
  const inColour =
    (icon: typeof Flag) =>
    ({ option }: Option) => (
      <Tinted colour={colourOf.get(option.value) ?? 'slate'} icon={icon}>
        {option.label}
      </Tinted>
    )
  const list = { placeholder: words.any, nothingFoundMessage: words.none, searchable: true, comboboxProps: { withinPortal: false } }
  return (
    <>
      <MultiSelect
        {...list}
        label={words.accounts}
        data={accounts.map(({ id, handle }) => ({ value: id, label: `@${handle}` }))}
        value={[...(filters.accounts ?? [])]}
        renderOption={({ option }) => (
          <Group gap="xs" wrap="nowrap">
            <NetworkIcon network={networkOf.get(option.value) ?? ''} size={14} />
            {option.label}
          </Group>
        )}
        onChange={(chosen) => onChange({ accounts: chosen })}
      />
      {campaigns.length > 0 && (
        <MultiSelect
          {...list}
          label={words.campaigns}
          data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
          value={[...(filters.campaigns ?? [])]}
          renderOption={inColour(Flag)}
          onChange={(chosen) => onChange({ campaigns: chosen })}
        />
      )}
      {labels.length > 0 && (
        <MultiSelect
          {...list}
          label={words.labels}
          data={labels.map(({ id, name }) => ({ value: id, label: name }))}
          value={[...(filters.labels ?? [])]}
          renderOption={inColour(Tag)}
          onChange={(chosen) => onChange({ labels: chosen })}
        />
      )}
    </>
  )
}

interface Option {
  readonly option: { readonly value: string; readonly label: string }
}
