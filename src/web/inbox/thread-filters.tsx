import { Button, Checkbox, Group, MultiSelect, Popover, Select, Stack } from '@mantine/core'
import { ListFilter, Tag } from 'lucide-react'
import { useState } from 'react'

import { BrandChoice } from '../frame/brand-choice.tsx'
import { useFormat } from '../language/use-format.ts'
import { networkName } from '../networks.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { SearchWords } from '../ui/search-words.tsx'
import { Tinted } from '../ui/tinted.tsx'
import { countFilters, dues, type InboxSearch, kinds, meanings } from './inbox-search.ts'
import { useColleagues } from './use-colleagues.ts'
import type { SetInboxSearch } from './use-inbox-search.ts'
import { useInboxText } from './use-inbox-text.ts'

import styles from './thread-filters.module.css'

interface FiltersProps {
  search: InboxSearch
  setSearch: SetInboxSearch
}

export const noFilters = {
  networks: undefined,
  accounts: undefined,
  kinds: undefined,
  meanings: undefined,
  labels: undefined,
  due: undefined,
  text: undefined,
}

/** Words to look for, and a button with everything else a list can be narrowed by. */
export function ThreadFilters({ search, setSearch }: FiltersProps) {
  const words = useInboxText()
  const format = useFormat()
  const [opened, setOpened] = useState(false)
  const on = countFilters(search)
  return (
    <div className={styles.filters} role="search">
      <SearchWords
        id="inbox-words"
        leavable
        className={styles.words}
        text={search.text ?? ''}
        onText={(text) => setSearch({ text, thread: undefined })}
        label={words.search}
        hint={words.searchHint}
      />
      <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" width={320} trapFocus returnFocus withinPortal>
        <Popover.Target>
          <Button
            variant={on > 0 ? 'light' : 'default'}
            leftSection={<ListFilter size={16} aria-hidden="true" />}
            onClick={() => setOpened(!opened)}
          >
            {on > 0 ? words.filtersOn(format.number(on)) : words.filter}
          </Button>
        </Popover.Target>
        <Popover.Dropdown mah="75vh" style={{ overflowY: 'auto' }} aria-label={words.filter}>
          <Fields search={search} setSearch={(change) => setSearch({ ...change, thread: undefined })} />
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}

function Fields({ search, setSearch }: FiltersProps) {
  const words = useInboxText()
  const { filters } = words
  return (
    <Stack gap="md">
      <BrandChoice label={filters.brand} brand={search.brand} onBrand={(brand) => setSearch({ ...noFilters, brand })} />
      <Checkbox.Group
        label={filters.meanings}
        value={[...(search.meanings ?? [])]}
        onChange={(chosen) => setSearch({ meanings: meanings.filter((meaning) => chosen.includes(meaning)) })}
      >
        <Stack gap="xs" mt="xs">
          {meanings.map((meaning) => (
            <Checkbox key={meaning} value={meaning} label={words.meanings[meaning]} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Checkbox.Group
        label={filters.kinds}
        value={[...(search.kinds ?? [])]}
        onChange={(chosen) => setSearch({ kinds: kinds.filter((kind) => chosen.includes(kind)) })}
      >
        <Stack gap="xs" mt="xs">
          {kinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={words.kinds[kind]} />
          ))}
        </Stack>
      </Checkbox.Group>
      <ByDeadline search={search} setSearch={setSearch} />
      <Lists search={search} setSearch={setSearch} />
      {countFilters(search) > 0 && (
        <Button
          variant="default"
          onClick={() => setSearch({ ...noFilters, text: search.text, ...(isView(search.assignee) ? {} : { assignee: undefined }) })}
        >
          {filters.clear}
        </Button>
      )}
    </Stack>
  )
}

/** Only what is open is due. */
function ByDeadline({ search, setSearch }: FiltersProps) {
  const words = useInboxText()
  if (search.state !== undefined) return null
  return (
    <>
      <Select
        label={words.filters.order}
        data={[
          { value: 'due', label: words.filters.dueFirst },
          { value: 'latest', label: words.filters.latestFirst },
        ]}
        value={search.order ?? 'due'}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(order) => setSearch({ order: order === 'latest' ? order : undefined })}
      />
      <Checkbox.Group
        label={words.filters.due}
        value={[...(search.due ?? [])]}
        onChange={(chosen) => setSearch({ due: dues.filter((due) => chosen.includes(due)) })}
      >
        <Stack gap="xs" mt="xs">
          {dues.map((due) => (
            <Checkbox key={due} value={due} label={words.dues[due]} />
          ))}
        </Stack>
      </Checkbox.Group>
    </>
  )
}

const isView = (assignee: string | undefined) => assignee === 'me' || assignee === 'nobody'

function Lists({ search, setSearch }: FiltersProps) {
  const words = useInboxText().filters
  const { accounts, networks, labels } = useFilterChoices()
  const { members } = useColleagues()
  const networkOf = new Map(accounts.map(({ id, network }) => [id, network]))
  const colourOf = new Map(labels.map(({ id, colour }) => [id, colour]))
  const inside = { comboboxProps: { withinPortal: false }, searchable: true, nothingFoundMessage: words.none }
  const list = { ...inside, placeholder: words.any }
  return (
    <>
      <Select
        {...inside}
        label={words.assignee}
        placeholder={words.anyone}
        data={members.map(({ id, name }) => ({ value: id, label: name }))}
        value={members.some(({ id }) => id === search.assignee) ? (search.assignee ?? null) : null}
        clearable
        onChange={(memberId) => setSearch({ assignee: memberId ?? undefined })}
      />
      {networks.length > 1 && (
        <MultiSelect
          {...list}
          label={words.networks}
          data={networks.map((network) => ({ value: network, label: networkName(network) }))}
          value={[...(search.networks ?? [])]}
          renderOption={({ option }) => <WithIcon network={option.value}>{option.label}</WithIcon>}
          onChange={(chosen) => setSearch({ networks: chosen })}
        />
      )}
      <MultiSelect
        {...list}
        label={words.accounts}
        data={accounts.map(({ id, handle }) => ({ value: id, label: `@${handle}` }))}
        value={[...(search.accounts ?? [])]}
        renderOption={({ option }) => <WithIcon network={networkOf.get(option.value) ?? ''}>{option.label}</WithIcon>}
        onChange={(chosen) => setSearch({ accounts: chosen })}
      />
      {labels.length > 0 && (
        <MultiSelect
          {...list}
          label={words.labels}
          data={labels.map(({ id, name }) => ({ value: id, label: name }))}
          value={[...(search.labels ?? [])]}
          renderOption={({ option }) => (
            <Tinted colour={colourOf.get(option.value) ?? 'slate'} icon={Tag}>
              {option.label}
            </Tinted>
          )}
          onChange={(chosen) => setSearch({ labels: chosen })}
        />
      )}
    </>
  )
}

function WithIcon({ network, children }: { network: string; children: string }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <NetworkIcon network={network} size={14} label={false} />
      {children}
    </Group>
  )
}
