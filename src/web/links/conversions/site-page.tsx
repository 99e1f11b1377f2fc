import { Button, Group, SegmentedControl } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft, CircleAlert, CircleCheck } from 'lucide-react'
import { useState } from 'react'

import type { ConversionSite } from '#contract/links'

import { api } from '../../api.ts'
import { NotFound } from '../../frame/lost.tsx'
import { useBrand, useMay } from '../../frame/who.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { ServerStep } from './server-step.tsx'
import { SignsOfLife } from './signs-of-life.tsx'
import { SiteForm } from './site-form.tsx'
import { useConversionsText } from './use-conversions-text.ts'

import styles from './conversions.module.css'

/** Three steps to a site that tells: its addresses, its tag, and a first sign of life. */
export function SitePage() {
  const words = useConversionsText()
  const brand = useBrand()
  const mayManage = useMay()('accounts.manage')
  const { siteId } = useParams({ from: '/inside/links/conversions/sites/$siteId' })
  const { data, error, refetch } = useQuery(api.links.conversionSites.queryOptions({ input: { brandId: brand.id } }))
  const site = data?.sites.find(({ id }) => id === siteId)
  if (data && !site) return <NotFound />
  return (
    <Page
      title={site?.name ?? words.sites}
      lead={
        <Link to="/links/conversions" className={styles.back ?? ''}>
          <ArrowLeft size={14} aria-hidden="true" /> {words.site.back}
        </Link>
      }
    >
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={6} height={52} />}
      {site && (
        <>
          <SiteStep site={site} mayManage={mayManage} />
          <TagStep site={site} />
          <TestStep site={site} measures={data?.measures ?? false} />
          <ServerStep site={site} mayManage={mayManage} />
        </>
      )}
    </Page>
  )
}

function SiteStep({ site, mayManage }: { site: ConversionSite; mayManage: boolean }) {
  const words = useConversionsText()
  const brand = useBrand()
  const navigate = useNavigate()
  const [isChanging, setChanging] = useState(false)
  const remove = useMutation(
    api.links.removeConversionSite.mutationOptions(useOutcome({ changed: 'conversions', says: words.site.removed(site.name) })),
  )
  return (
    <Section title={words.steps.site} hint={words.steps.siteHint}>
      <div className={styles.step}>
        <ul>
          {site.origins.map((origin) => (
            <li key={origin}>
              <code>{origin}</code>
            </li>
          ))}
        </ul>
        {mayManage && (
          <Group gap="sm">
            <Button variant="default" onClick={() => setChanging(true)}>
              {words.site.change}
            </Button>
            <ConfirmButton
              question={words.site.removeAsk(site.name)}
              explanation={words.site.removeHint}
              confirm={words.site.remove}
              onConfirm={() =>
                remove
                  .mutateAsync({ siteId: site.id })
                  .then(() => navigate({ to: '/links/conversions' }))
                  .catch(() => undefined)
              }
            >
              {words.site.remove}
            </ConfirmButton>
          </Group>
        )}
      </div>
      {isChanging && <SiteForm brandId={brand.id} site={site} onClose={() => setChanging(false)} />}
    </Section>
  )
}

function TagStep({ site }: { site: ConversionSite }) {
  const { steps } = useConversionsText()
  const [consent, setConsent] = useState('ask')
  const tag = `<script async src="${site.script}"${consent === 'granted' ? ' data-consent="granted"' : ''}></script>`
  return (
    <Section title={steps.tag} hint={steps.tagHint}>
      <div className={styles.step}>
        <span id="consent-choice">{steps.consent}</span>
        <SegmentedControl
          aria-labelledby="consent-choice"
          data={[
            { value: 'ask', label: steps.consents.ask },
            { value: 'granted', label: steps.consents.granted },
          ]}
          value={consent}
          onChange={setConsent}
        />
        <Code text={tag} />
        <CopyButton value={tag} label={steps.copyTag} />
        <p>{consent === 'ask' ? steps.askHint : steps.grantedHint}</p>
        {consent === 'ask' && <Code text={"(window.hearth ??= []).push(['consent', true])"} />}
        <p>{steps.convert}</p>
        <Code text={convertExample} />
        <p className={styles.soft}>{steps.convertHint}</p>
      </div>
    </Section>
  )
}

const convertExample = `(window.hearth ??= []).push(['convert', {
  id: 'order-1042', stage: 'sale', value: 1280, currency: 'TWD',
}])`

function Code({ text }: { text: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls where it is too wide, also by keyboard
    <pre className={styles.code} tabIndex={0}>
      <code>{text}</code>
    </pre>
  )
}

function TestStep({ site, measures }: { site: ConversionSite; measures: boolean }) {
  const { steps } = useConversionsText()
  const Icon = measures ? CircleCheck : CircleAlert
  return (
    <Section title={steps.test} hint={steps.testHint}>
      <div className={styles.step}>
        <p>
          <Icon size={16} aria-hidden="true" style={{ verticalAlign: '-3px', color: measures ? 'var(--good)' : 'var(--wait)' }} />{' '}
          {measures ? steps.measures : steps.measuresNot} {!measures && <Link to="/settings/links">{steps.measuresOn}</Link>}
        </p>
        <SignsOfLife site={site} />
      </div>
    </Section>
  )
}
