import { Button, Select } from '@mantine/core'
import { useMutation, type UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, Store } from 'lucide-react'
import { useState } from 'react'

import type { ConversionSite } from '#contract/links'

import { api } from '../../api.ts'
import { useMay } from '../../frame/who.ts'
import { LocalTime } from '../../ui/local-time.tsx'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { SiteForm } from './site-form.tsx'
import { useConversionsText } from './use-conversions-text.ts'

interface SiteListProps {
  brandId: string
  query: UseQueryResult<{ sites: ConversionSite[]; windowDays: number }>
}

/** The sites that tell, how lately they did, and for how long a click counts. */
export function SiteList({ brandId, query: { data, error, refetch } }: SiteListProps) {
  const words = useConversionsText()
  const mayManage = useMay()('accounts.manage')
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button variant={data?.sites.length === 0 ? 'filled' : 'default'} leftSection={plus} onClick={() => setAdding(true)}>
      {words.addSite}
    </Button>
  )
  return (
    <>
      {data?.sites.length === 0 ? (
        <EmptyState icon={<Store size={24} />} title={words.noSites} action={mayManage && add}>
          {mayManage ? words.noSitesHint : words.noSitesAgent}
        </EmptyState>
      ) : (
        <Section title={words.sites} hint={words.sitesHint} action={mayManage && data && add}>
          {error && <ErrorState error={error} retry={() => void refetch()} />}
          {!data && !error && <LoadingState rows={2} height={52} />}
          {data !== undefined && (
            <>
              <Rows label={words.sites}>
                {data.sites.map((site) => (
                  <SiteRow key={site.id} site={site} />
                ))}
              </Rows>
              <WindowSelect brandId={brandId} days={data.windowDays} mayManage={mayManage} />
            </>
          )}
        </Section>
      )}
      {isAdding && <SiteForm brandId={brandId} onClose={() => setAdding(false)} />}
    </>
  )
}

const plus = <Plus size={16} aria-hidden="true" />

function SiteRow({ site }: { site: ConversionSite }) {
  const words = useConversionsText()
  const { signs } = words
  const heard = [
    [signs.script, site.scriptSeenAt],
    [signs.page, site.pageHeardAt],
    [signs.server, site.serverHeardAt],
  ].flatMap(([name, at]) => (name !== undefined && at !== undefined ? [{ name, at }] : []))
  return (
    <Row
      lead={<Store size={18} aria-hidden="true" />}
      title={site.name}
      note={
        heard.length === 0
          ? signs.none
          : heard.map(({ name, at }, index) => (
              <span key={name}>
                {index > 0 && ' · '}
                {name} <LocalTime at={at} as="relative" />
              </span>
            ))
      }
    >
      <Button
        variant="default"
        renderRoot={(props) => <Link {...props} to="/links/conversions/sites/$siteId" params={{ siteId: site.id }} />}
      >
        {words.setUp}
      </Button>
    </Row>
  )
}

function WindowSelect({ brandId, days, mayManage }: { brandId: string; days: number; mayManage: boolean }) {
  const words = useConversionsText()
  const save = useMutation(api.links.setConversionWindow.mutationOptions(useOutcome({ changed: 'conversions', says: words.windowSaved })))
  const choices = [...new Set([1, 7, 14, 30, 60, 90, days])].toSorted((one, other) => one - other)
  return (
    <Select
      label={words.window}
      description={words.windowHint}
      mt="md"
      maw={280}
      disabled={!mayManage}
      data={choices.map((each) => ({ value: String(each), label: words.days(each) }))}
      value={String(days)}
      allowDeselect={false}
      onChange={(chosen) => chosen !== null && save.mutate({ brandId, days: Number(chosen) })}
    />
  )
}
