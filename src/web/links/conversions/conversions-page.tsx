import { ActionIcon, Button, Menu, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Download, Ellipsis, Eraser, PenLine, Upload } from 'lucide-react'
import { useState } from 'react'

import type { ConversionSite, ConversionTotal } from '#contract/links'

import { api, client } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useBrand, useMay } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { PeriodChoice } from '../../period-choice.tsx'
import { daysOf } from '../../period.ts'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { showTrouble } from '../../ui/toast.tsx'
import { LinksNav } from '../links-nav.tsx'
import { ConversionList } from './conversion-list.tsx'
import { type ConversionsSearch, onlys, stages } from './conversions-search.ts'
import { EraseDialog } from './erase-dialog.tsx'
import { HandDialog } from './hand-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { SiteList } from './site-list.tsx'
import { TotalsTable } from './totals-table.tsx'
import { useConversionsText } from './use-conversions-text.ts'

import styles from './conversions.module.css'

type Days = { from: string; to: string }

/** What came of clicks: in sum, one by one, and which sites tell of it. */
export function ConversionsPage() {
  const words = useConversionsText()
  const search: ConversionsSearch = useSearch({ from: '/inside/links/conversions' })
  const navigate = useNavigate({ from: '/links/conversions' })
  const brand = useBrand()
  const today = Temporal.Now.plainDateISO(brand.timeZone).toString()
  const days = daysOf(search, today)
  const known = useQuery(api.links.conversionSites.queryOptions({ input: { brandId: brand.id } }))
  const totals = useQuery(api.links.conversionTotals.queryOptions({ input: { brandId: brand.id, ...days } }))
  const change = (changed: ConversionsSearch) => void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
  const sites = known.data?.sites
  const hasSites = sites !== undefined && sites.length > 0
  return (
    <Page
      title={words.title}
      lead={totals.data && totals.data.length > 0 ? <Lead totals={totals.data} /> : words.leadNone}
      action={hasSites && <Actions brandId={brand.id} sites={sites} days={days} />}
    >
      <LinksNav />
      {hasSites && (
        <>
          <div className={styles.controls}>
            <PeriodChoice search={search} days={days} today={today} words={words} onChange={change} />
          </div>
          <Totals query={totals} />
          {totals.data !== undefined && totals.data.length > 0 && (
            <Section title={words.list}>
              <Filters search={search} onChange={change} />
              <ConversionList brandId={brand.id} days={days} stage={search.stage} only={search.only} />
            </Section>
          )}
        </>
      )}
      <SiteList brandId={brand.id} query={known} />
    </Page>
  )
}

/** The first line says what the page is asked. */
function Lead({ totals }: { totals: readonly ConversionTotal[] }) {
  const words = useConversionsText()
  const format = useFormat()
  const sum = (of: 'count' | 'attributed') => format.number(totals.reduce((all, each) => all + each[of], 0))
  return words.lead(sum('count'), sum('attributed'))
}

function Totals({ query: { data, error, refetch } }: { query: ReturnType<typeof useQuery<ConversionTotal[]>> }) {
  const words = useConversionsText()
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingState rows={3} />
  return (
    <Section title={words.totals} hint={data.length === 0 ? undefined : words.totalsHint}>
      <TotalsTable totals={data} />
    </Section>
  )
}

function Filters({ search, onChange }: { search: ConversionsSearch; onChange: (changed: ConversionsSearch) => void }) {
  const words = useConversionsText()
  return (
    <div className={styles.filters}>
      <Select
        aria-label={words.stage}
        data={[{ value: '', label: words.anyStage }, ...stages.map((stage) => ({ value: stage, label: words.stages[stage] }))]}
        value={search.stage ?? ''}
        allowDeselect={false}
        onChange={(chosen) => onChange({ stage: stages.find((stage) => stage === chosen) })}
      />
      <Select
        aria-label={words.only}
        data={[{ value: '', label: words.onlys.all }, ...onlys.map((only) => ({ value: only, label: words.onlys[only] }))]}
        value={search.only ?? ''}
        allowDeselect={false}
        onChange={(chosen) => onChange({ only: onlys.find((only) => only === chosen) })}
      />
    </div>
  )
}

function Actions({ brandId, sites, days }: { brandId: string; sites: readonly ConversionSite[]; days: Days }) {
  const words = useConversionsText()
  const may = useMay()
  const save = useSave(brandId, days)
  const [open, setOpen] = useState<'import' | 'hand' | 'erase'>()
  const close = () => setOpen(undefined)
  return (
    <>
      {may('results.write') && (
        <Button variant="default" leftSection={<Upload size={16} aria-hidden="true" />} onClick={() => setOpen('import')}>
          {words.import}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={words.more}>
            <Ellipsis size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {may('results.write') && (
            <Menu.Item leftSection={<PenLine size={16} aria-hidden="true" />} onClick={() => setOpen('hand')}>
              {words.byHand}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Download size={16} aria-hidden="true" />} onClick={() => void save()}>
            {words.export}
          </Menu.Item>
          {may('people.manage') && (
            <Menu.Item leftSection={<Eraser size={16} aria-hidden="true" />} onClick={() => setOpen('erase')}>
              {words.erase}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'import' && <ImportDialog sites={sites} onClose={close} />}
      {open === 'hand' && <HandDialog sites={sites} onClose={close} />}
      {open === 'erase' && <EraseDialog brandId={brandId} onClose={close} />}
    </>
  )
}

function useSave(brandId: string, days: Days): () => Promise<void> {
  const explain = useExplain()
  return async () => {
    try {
      const { csv } = await client.links.exportConversions({ brandId, ...days })
      // The mark at the beginning tells spreadsheets that it is UTF-8.
      const url = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }))
      Object.assign(document.createElement('a'), { href: url, download: `conversions-${days.from}-${days.to}.csv` }).click()
      URL.revokeObjectURL(url)
    } catch (error) {
      showTrouble(explain(error))
    }
  }
}
