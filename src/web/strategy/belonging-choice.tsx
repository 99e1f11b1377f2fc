import { Anchor, Button, MultiSelect, Popover, Select, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Flag, Tag, Tags } from 'lucide-react'

import { useMay } from '../frame/who.ts'
import { Tinted } from '../ui/tinted.tsx'
import { useBelongings } from './use-belongings.ts'
import { useStrategyText } from './use-strategy-text.ts'

/** What a post is sorted by. */
export interface Belonging {
  readonly campaignId: string | null
  readonly labelIds: readonly string[]
}

interface BelongingChoiceProps {
  brandId: string
  value: Belonging
  onChange: (belonging: Belonging) => void
  /** Where what was chosen already stands beside it. */
  quiet?: boolean
}

/** One small button that says what the post belongs to and opens the choice. */
export function BelongingChoice({ brandId, value, onChange, quiet = false }: BelongingChoiceProps) {
  const words = useStrategyText()
  const { campaigns } = useBelongings(brandId)
  const campaign = campaigns.find(({ id }) => id === value.campaignId)
  const count = value.labelIds.length === 0 ? undefined : words.count(value.labelIds.length)
  const said = [campaign?.name, count].filter((each) => each !== undefined).join(', ')
  return (
    <Popover position="top-start" shadow="md" width={300} trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant={quiet ? 'subtle' : 'default'}
          color="gray"
          size={quiet ? 'compact-sm' : 'sm'}
          leftSection={<Tags size={quiet ? 14 : 16} aria-hidden="true" />}
          aria-label={said === '' ? words.choose : `${words.choose}: ${said}`}
          maw={260}
        >
          {quiet || campaign === undefined ? (
            (!quiet && count) || words.choose
          ) : (
            <>
              <Tinted colour={campaign.colour} icon={Flag}>
                {campaign.name}
              </Tinted>
              {count !== undefined && <>&nbsp;· {count}</>}
            </>
          )}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Fields brandId={brandId} value={value} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Fields({ brandId, value, onChange }: BelongingChoiceProps) {
  const words = useStrategyText()
  const may = useMay()
  const { campaigns, labels } = useBelongings(brandId)
  const offered = campaigns.filter(({ id, archived }) => !archived || id === value.campaignId)
  const colours = new Map([...campaigns, ...labels].map(({ id, colour }) => [id, colour]))
  const inColour =
    (icon: typeof Flag) =>
    ({ option }: { option: { value: string; label: string } }) => (
      <Tinted colour={colours.get(option.value) ?? 'slate'} icon={icon}>
        {option.label}
      </Tinted>
    )
  return (
    <Stack gap="md">
      <Select
        label={words.campaign}
        placeholder={words.noCampaign}
        nothingFoundMessage={words.none}
        data={offered.map(({ id, name }) => ({ value: id, label: name }))}
        value={value.campaignId}
        searchable
        clearable
        renderOption={inColour(Flag)}
        comboboxProps={{ withinPortal: false }}
        onChange={(campaignId) => onChange({ ...value, campaignId })}
      />
      <MultiSelect
        label={words.labels}
        nothingFoundMessage={words.none}
        data={labels.map(({ id, name }) => ({ value: id, label: name }))}
        value={value.labelIds.filter((id) => labels.some((label) => label.id === id))}
        maxValues={20}
        searchable
        renderOption={inColour(Tag)}
        comboboxProps={{ withinPortal: false }}
        onChange={(labelIds) => onChange({ ...value, labelIds })}
      />
      {may('plan.manage') && (
        <Anchor size="sm" renderRoot={(props) => <Link to="/settings/campaigns" {...props} />}>
          {words.manage}
        </Anchor>
      )}
    </Stack>
  )
}
