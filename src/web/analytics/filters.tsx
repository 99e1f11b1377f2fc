import { Button, MultiSelect, Popover, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'

import { BrandChoice } from '../frame/brand-choice.tsx'
import { networkName } from '../networks.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { type AnalyticsSearch, countFilters, filterNames, postTypes } from './analytics-search.ts'
import { rateOf } from './filter-of.ts'
import { useAnalyticsText } from './use-analytics-text.ts'
import type { View } from './use-view.ts'

const noFilters: AnalyticsSearch = Object.fromEntries(filterNames.map((name) => [name, undefined]))

/** The button with everything the numbers can be narrowed by, open from the start: it is loaded by the first click. */
export function Filters({ view, button }: { view: View; button: (press: () => void) => ReactNode }) {
  const { filters: words } = useAnalyticsText()
  const [opened, setOpened] = useState(true)
  const { search } = view
  const change = (changed: AnalyticsSearch) => view.change({ ...changed, page: undefined })
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" width={320} trapFocus returnFocus withinPortal>
      <Popover.Target>{button(() => setOpened(!opened))}</Popover.Target>
      <Popover.Dropdown mah="75vh" style={{ overflowY: 'auto' }}>
        <Stack gap="sm">
          <BrandChoice label={words.brand} brand={search.brand} onBrand={(brand) => change({ ...noFilters, brand })} />
          <Lists search={search} change={change} />
          {countFilters(search) > 0 && (
            <Button variant="default" onClick={() => change(noFilters)}>
              {words.clear}
            </Button>
          )}
          <RateFields search={search} change={change} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function named(all: readonly { id: string; name: string }[]) {
  return all.map(({ id, name }) => ({ value: id, label: name }))
}

interface FieldsProps {
  search: AnalyticsSearch
  change: (changed: AnalyticsSearch) => void
}

function Lists({ search, change }: FieldsProps) {
  const { filters: words, types } = useAnalyticsText()
  const { accounts, networks, campaigns, labels } = useFilterChoices()
  const choices = {
    accounts: accounts.map(({ id, handle, network }) => ({ value: id, label: `@${handle} · ${networkName(network)}` })),
    networks: networks.map((network) => ({ value: network, label: networkName(network) })),
    campaigns: named(campaigns),
    labels: named(labels),
    types: postTypes.map((type) => ({ value: type, label: types[type] })),
  }
  return filterNames
    .filter((name) => choices[name].length > 0)
    .map((name) => (
      <MultiSelect
        key={name}
        label={words[name]}
        data={choices[name]}
        value={[...(search[name] ?? [])]}
        onChange={(chosen) => change({ [name]: chosen.length > 0 ? chosen : undefined })}
        comboboxProps={{ withinPortal: false }}
        searchable={choices[name].length > 8}
        clearable
      />
    ))
}

function RateFields({ search, change }: FieldsProps) {
  const { filters: words, rate } = useAnalyticsText()
  const { base, average } = rateOf(search)
  return (
    <>
      <Text fw={600}>{words.rate}</Text>
      <SegmentedControl
        aria-label={words.base}
        fullWidth
        size="xs"
        data={(['reach', 'impressions', 'followers'] as const).map((value) => ({ value, label: rate.bases[value] }))}
        value={base}
        onChange={(value) => change({ base: value === 'reach' ? undefined : value })}
      />
      <SegmentedControl
        aria-label={words.average}
        fullWidth
        size="xs"
        data={(['sums', 'means'] as const).map((value) => ({ value, label: rate.averages[value] }))}
        value={average}
        onChange={(value) => change({ average: value === 'means' ? value : undefined })}
      />
    </>
  )
}
