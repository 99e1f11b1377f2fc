import { MultiSelect, Stack } from '@mantine/core'

import type { Filter } from '#contract/analytics'

import { postTypes } from '../analytics/analytics-search.ts'
import { useAnalyticsText } from '../analytics/use-analytics-text.ts'
import { networkName } from '../networks.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { useReportsText } from './use-reports-text.ts'

interface FilterFieldsProps {
  filter: Filter
  onChange: (filter: Filter) => void
}

const fields = ['accountIds', 'networks', 'campaignIds', 'labelIds', 'types'] as const satisfies readonly (keyof Filter)[]

/** What the figures are narrowed to; what is left empty does not narrow them. */
export function FilterFields({ filter, onChange }: FilterFieldsProps) {
  const words = useReportsText()
  const { types } = useAnalyticsText()
  const { accounts, networks, campaigns, labels } = useFilterChoices()
  const choices: Readonly<Record<(typeof fields)[number], { value: string; label: string }[]>> = {
    accountIds: accounts.map(({ id, handle, network }) => ({ value: id, label: `@${handle} · ${networkName(network)}` })),
    networks: networks.map((network) => ({ value: network, label: networkName(network) })),
    campaignIds: campaigns.map(({ id, name }) => ({ value: id, label: name })),
    labelIds: labels.map(({ id, name }) => ({ value: id, label: name })),
    types: postTypes.map((type) => ({ value: type, label: types[type] })),
  }
  return (
    <Stack gap="sm">
      {fields
        .filter((field) => choices[field].length > 0)
        .map((field) => (
          <MultiSelect
            key={field}
            label={words.filters[field]}
            data={choices[field]}
            value={[...(filter[field] ?? [])]}
            onChange={(chosen) => onChange(withField(filter, field, chosen))}
            clearable
            searchable={choices[field].length > 8}
          />
        ))}
    </Stack>
  )
}

function withField(filter: Filter, field: (typeof fields)[number], chosen: readonly string[]): Filter {
  const { [field]: _, ...others } = filter
  if (chosen.length === 0) return others
  return field === 'types' ? { ...others, types: postTypes.filter((type) => chosen.includes(type)) } : { ...others, [field]: [...chosen] }
}
