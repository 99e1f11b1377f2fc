import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowLeft, ChartColumn, Download } from 'lucide-react'

import type { Measures } from '#contract/inbox'

import { api } from '../../api.ts'
import { useBrand, useMe } from '../../frame/who.ts'
import { useLanguage } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { networkName } from '../../networks.ts'
import { daysOf } from '../../period.ts'
import { zoneName } from '../../publishing/time/zone-name.ts'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useInboxText } from '../use-inbox-text.ts'
import { ByHour } from './by-hour.tsx'
import { ByWhat } from './by-what.tsx'
import { csvOf } from './csv-of.ts'
import { FigureList } from './figure-list.tsx'
import { MeasuresControls } from './measures-controls.tsx'
import type { MeasuresSearch } from './measures-search.ts'
import { useMeasuresText } from './use-measures-text.ts'
import { useSayFigure } from './use-say-figure.ts'

import styles from './measures.module.css'

/** How soon people are answered, over some days and as many before them. */
export function MeasuresPage() {
  const words = useMeasuresText()
  const search: MeasuresSearch = useSearch({ from: '/inside/inbox/measures' })
  const navigate = useNavigate({ from: '/inbox/measures' })
  const first = useBrand()
  const brand = useMe().brands.find(({ id }) => id === search.brand) ?? first
  const today = Temporal.Now.plainDateISO(brand.timeZone).toString()
  const days = daysOf(search, today)
  const { data, error, refetch } = useQuery(
    api.inbox.measures.queryOptions({ input: { brandId: brand.id, ...days, counts: search.counts ?? 'working' } }),
  )
  const change = (changed: MeasuresSearch) => void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
  return (
    <Page title={words.title} lead={data && <Answer measures={data} />} action={data && <Save measures={data} days={days} />}>
      <Link to="/inbox" className={styles.back}>
        <ArrowLeft size={14} aria-hidden="true" /> {words.back}
      </Link>
      <MeasuresControls search={search} days={days} today={today} onChange={change} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={6} height={64} />}
      {data !== undefined && <Everything measures={data} />}
    </Page>
  )
}

/** The first line says what the page is asked. */
function Answer({ measures: { now, before } }: { measures: Measures }) {
  const { lead } = useMeasuresText()
  const say = useSayFigure()
  const [median, then] = [now.firstAnswer.median, before.firstAnswer.median]
  if (median === undefined) return lead.none
  const change = then === undefined || then === 0 ? undefined : median / then - 1
  const compared =
    change === undefined
      ? ''
      : Math.abs(change) < 0.005
        ? lead.same
        : (change < 0 ? lead.faster : lead.slower)(say.change(Math.abs(change)))
  return `${lead.answered(say.time(median))} ${compared}`
}

function Everything({ measures }: { measures: Measures }) {
  const words = useMeasuresText()
  const { kinds } = useInboxText()
  const { language } = useLanguage()
  const format = useFormat(measures.timeZone)
  const { now, before, from, to, byHour, byNetwork, byKind, byMember } = measures
  if ([now, before].every(({ received, answer, resolution }) => received + answer.count + resolution.count === 0)) {
    return (
      <EmptyState icon={<ChartColumn size={24} />} title={words.empty}>
        {words.emptyHint}
      </EmptyState>
    )
  }
  const length = Date.parse(to) - Date.parse(from)
  const beforeTo = format.date(new Date(Date.parse(from) - 1))
  return (
    <>
      <Section
        title={words.figures.title}
        hint={`${words.compared(format.date(new Date(Date.parse(from) - length + 1)), beforeTo, zoneName(measures.timeZone, language))} ${words.humans}`}
      >
        <FigureList measures={measures} />
      </Section>
      <Section title={words.byHour} hint={words.byHourHint}>
        <ByHour byHour={byHour} />
      </Section>
      <Section title={words.byMember}>
        <ByWhat title={words.columns.member} lines={byMember.map((row) => ({ ...row, name: row.member?.name ?? words.nobody }))} />
      </Section>
      <Section title={words.byNetwork}>
        <ByWhat title={words.columns.network} lines={byNetwork.map((row) => ({ ...row, name: networkName(row.network) }))} />
      </Section>
      <Section title={words.byKind}>
        <ByWhat title={words.columns.kind} lines={byKind.map((row) => ({ ...row, name: kinds[row.kind] }))} />
      </Section>
    </>
  )
}

function Save({ measures, days: { from, to } }: { measures: Measures; days: { from: string; to: string } }) {
  const words = useMeasuresText()
  const { kinds } = useInboxText()
  function save(): void {
    // The mark at the beginning tells spreadsheets that it is UTF-8.
    const url = URL.createObjectURL(
      new Blob(['\uFEFF', csvOf(measures, { words, kinds, networkName })], { type: 'text/csv;charset=utf-8' }),
    )
    Object.assign(document.createElement('a'), { href: url, download: `inbox-${from}-${to}.csv` }).click()
    URL.revokeObjectURL(url)
  }
  return (
    <Button variant="default" leftSection={<Download size={16} aria-hidden="true" />} onClick={save}>
      {words.export}
    </Button>
  )
}
