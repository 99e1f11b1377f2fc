import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { CircleAlert, Scale } from 'lucide-react'

import type { Return } from '#contract/links'

import { api } from '../../api.ts'
import { BrandChoice } from '../../frame/brand-choice.tsx'
import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { LinksNav } from '../links-nav.tsx'
import { CostList } from './cost-list.tsx'
import { ReturnFigures } from './return-figures.tsx'
import { monthChoices, monthsOf, type ReturnSearch } from './return-search.ts'
import { usePercent } from './use-percent.ts'
import { useReturnText } from './use-return-text.ts'

import styles from './return.module.css'

/** What came of what was spent, in some months, as a whole or for one campaign. */
export function ReturnPage() {
  const words = useReturnText()
  const search: ReturnSearch = useSearch({ from: '/inside/links/return' })
  const navigate = useNavigate({ from: '/links/return' })
  const brand = useBrand()
  const thisMonth = Temporal.Now.plainDateISO(brand.timeZone).toPlainYearMonth().toString()
  const months = monthsOf(search, thisMonth)
  const asked = { brandId: brand.id, ...months, ...(search.campaign === undefined ? {} : { campaignId: search.campaign }) }
  const { data, error, refetch } = useQuery(api.links.return.queryOptions({ input: asked }))
  const change = (changed: ReturnSearch) => void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
  return (
    <Page title={words.title} lead={<Lead found={data} />}>
      <LinksNav />
      <Controls search={search} months={months} thisMonth={thisMonth} onChange={change} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={3} height={72} />}
      {data !== undefined && <Figures found={data} />}
      <CostList asked={asked} thisMonth={thisMonth} />
    </Page>
  )
}

/** The first line says what the page is asked; with several currencies there is no one answer. */
function Lead({ found }: { found: Return | undefined }) {
  const words = useReturnText()
  const percent = usePercent()
  const [only, ...others] = found?.byCurrency ?? []
  if (only?.roi === undefined || others.length > 0) return words.leadNone
  const share = percent(Math.abs(only.roi), 0)
  return only.roi < 0 ? words.leadLess(share) : words.lead(share)
}

function Figures({ found }: { found: Return }) {
  const words = useReturnText()
  if (found.byCurrency.length === 0) {
    return (
      <EmptyState icon={<Scale size={24} />} title={words.nothing}>
        {words.nothingHint}
      </EmptyState>
    )
  }
  return (
    <>
      {found.byCurrency.length > 1 && (
        <p className={styles.note}>
          <CircleAlert size={16} aria-hidden="true" />
          {words.mixed}
        </p>
      )}
      {found.byCurrency.map((each) => (
        <Section key={each.currency} title={each.currency}>
          <ReturnFigures found={each} results={found.results} />
        </Section>
      ))}
    </>
  )
}

interface ControlsProps {
  search: ReturnSearch
  months: { from: string; to: string }
  thisMonth: string
  onChange: (changed: ReturnSearch) => void
}

function Controls({ search, months, thisMonth, onChange }: ControlsProps) {
  const words = useReturnText()
  const { pages } = useText().settings
  const brand = useBrand()
  const format = useFormat('UTC')
  const { data: campaigns = [] } = useQuery(api.strategy.campaigns.queryOptions({ input: { brandId: brand.id } }))
  const choices = [...new Set([...monthChoices(thisMonth), months.from, months.to])].toSorted().toReversed()
  return (
    <div className={styles.controls}>
      <BrandChoice label={pages.brand} brand={search.brand} onBrand={(chosen) => onChange({ brand: chosen, campaign: undefined })} />
      {(['from', 'to'] as const).map((end) => (
        <Select
          key={end}
          label={words[end]}
          data={choices.map((month) => ({ value: month, label: format.month(`${month}-01T00:00:00Z`) }))}
          value={months[end]}
          allowDeselect={false}
          onChange={(chosen) => chosen !== null && onChange({ ...months, [end]: chosen })}
        />
      ))}
      <Select
        label={words.campaign}
        data={[{ value: '', label: words.allCampaigns }, ...campaigns.map(({ id, name }) => ({ value: id, label: name }))]}
        value={search.campaign ?? ''}
        allowDeselect={false}
        onChange={(chosen) => onChange({ campaign: chosen === null || chosen === '' ? undefined : chosen })}
      />
    </div>
  )
}
