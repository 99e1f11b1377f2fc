import { Accordion, Button, ColorInput, Group, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { Definition, ReportPeriod } from '#contract/reports'

import { useMe } from '../frame/who.ts'
import { MediaPicker } from '../library/media-picker.tsx'
import { FilterFields } from './filter-fields.tsx'
import { Named } from './metric-fields.tsx'
import { useReportsText } from './use-reports-text.ts'

interface BuildLookProps {
  definition: Definition
  onChange: (changed: Partial<Definition>) => void
}

/** What holds for the whole report: language, days, looks, and how its figures are reckoned. */
export function BuildLook({ definition, onChange }: BuildLookProps) {
  const words = useReportsText()
  const { language, period, filter } = definition
  return (
    <Stack gap="md">
      <Group grow align="flex-start">
        <Select
          label={words.period}
          data={periodKinds.map((value) => ({ value, label: words.periods[value] }))}
          value={period.kind}
          allowDeselect={false}
          onChange={(kind) => onChange({ period: periodOf(kind ?? 'last-month') })}
        />
        <Select
          label={words.begin.language}
          data={(['en', 'zh-TW'] as const).map((value) => ({ value, label: words.languages[value] }))}
          value={language}
          allowDeselect={false}
          onChange={(value) => onChange({ language: value === 'en' ? 'en' : 'zh-TW' })}
        />
      </Group>
      {period.kind === 'days' && <Days period={period} onChange={(days) => onChange({ period: days })} />}
      <Accordion variant="separated" order={2}>
        <Accordion.Item value="look">
          <Accordion.Control>{words.settings}</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="md">
              <Look {...{ definition, onChange }} />
              <Reckoning {...{ definition, onChange }} />
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="filter">
          <Accordion.Control>{words.filter}</Accordion.Control>
          <Accordion.Panel>
            <FilterFields filter={filter} onChange={(changed) => onChange({ filter: changed })} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  )
}

const periodKinds = ['last-month', 'last-week', 'last-quarter', 'last-30-days', 'last-year', 'days'] as const

/** Own days begin with the last seven. */
function periodOf(kind: ReportPeriod['kind']): ReportPeriod {
  if (kind !== 'days') return { kind }
  const today = Temporal.Now.plainDateISO()
  return { kind, from: today.subtract({ days: 7 }).toString(), to: today.subtract({ days: 1 }).toString() }
}

interface DaysProps {
  period: Extract<ReportPeriod, { kind: 'days' }>
  onChange: (period: ReportPeriod) => void
}

/** A day that is not whole yet, or crosses the other, is not taken over. */
function Days({ period, onChange }: DaysProps) {
  const words = useReportsText()
  const take = (changed: { from?: string; to?: string }) => {
    const { from, to } = { ...period, ...changed }
    if (from !== '' && to !== '' && from <= to) onChange({ kind: 'days', from, to })
  }
  return (
    <Group grow>
      <TextInput
        type="date"
        label={words.from}
        max={period.to}
        value={period.from}
        onChange={(event) => take({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={words.to}
        min={period.from}
        value={period.to}
        onChange={(event) => take({ to: event.currentTarget.value })}
      />
    </Group>
  )
}

function Look({ definition: { look }, onChange }: BuildLookProps) {
  const words = useReportsText()
  const { workspace } = useMe()
  const [picking, setPicking] = useState(false)
  return (
    <>
      <ColorInput
        label={words.colour}
        format="hex"
        withEyeDropper={false}
        swatches={['#c03f0e', '#0e6862', '#1e5d97', '#4a4ab0', '#82308e', '#a8275f', '#5a6010', '#221c16']}
        value={look.colour}
        onChangeEnd={(colour) => /^#[0-9a-f]{6}$/i.test(colour) && onChange({ look: { ...look, colour: colour.toLowerCase() } })}
      />
      <div>
        <Group gap="sm">
          {look.logoMediaId !== undefined && (
            <img src={`/media/${workspace.id}/${look.logoMediaId}/thumb`} alt={words.logo} style={{ maxHeight: 48, maxWidth: 120 }} />
          )}
          <Button variant="default" onClick={() => setPicking(true)}>
            {words.logo}: {words.chooseLogo}
          </Button>
          {look.logoMediaId !== undefined && (
            <Button variant="subtle" onClick={() => onChange({ look: { colour: look.colour } })}>
              {words.noLogo}
            </Button>
          )}
        </Group>
        {picking && (
          <MediaPicker
            kinds={['image']}
            onPick={({ id }) => {
              setPicking(false)
              onChange({ look: { ...look, logoMediaId: id } })
            }}
            onClose={() => setPicking(false)}
          />
        )}
      </div>
    </>
  )
}

function Reckoning({ definition: { basis, rate, counts }, onChange }: BuildLookProps) {
  const words = useReportsText()
  const { reach, impressions, followers } = words.rateBases
  const { sums, means } = words.rateAverages
  return (
    <>
      <Named label={words.basis} names={words.bases} value={basis} onChange={(value) => onChange({ basis: value })} />
      <Named
        label={words.rateBase}
        names={{ reach, impressions, followers }}
        value={rate.base}
        onChange={(base) => onChange({ rate: { ...rate, base } })}
      />
      <Named
        label={words.rateAverage}
        names={{ sums, means }}
        value={rate.average}
        onChange={(average) => onChange({ rate: { ...rate, average } })}
      />
      <Named label={words.counts} names={words.countings} value={counts} onChange={(value) => onChange({ counts: value })} />
    </>
  )
}
