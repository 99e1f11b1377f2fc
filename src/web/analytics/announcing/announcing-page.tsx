import { Button, Radio, Select, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Announcing } from '#contract/analytics'

import { api } from '../../api.ts'
import { BrandChoice } from '../../frame/brand-choice.tsx'
import { useBrand, useMay, useMe } from '../../frame/who.ts'
import { useLanguage, useText } from '../../language/text-provider.tsx'
import { fullHour } from '../../language/week.ts'
import { zoneName } from '../../publishing/time/zone-name.ts'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { Announcements } from './announcements.tsx'
import { useAnnouncingText } from './use-announcing-text.ts'

import styles from './announcing.module.css'

/** How a brand wants to hear of unusual days, and which there were lately. */
export function AnnouncingPage() {
  const words = useAnnouncingText()
  const { pages } = useText().settings
  const first = useBrand().id
  const [chosen, setChosen] = useState<string>()
  const brandId = chosen ?? first
  const mayChange = useMay()('numbers.work')
  const { data, error, refetch } = useQuery(api.analytics.announcing.queryOptions({ input: { brandId } }))
  return (
    <Page title={pages.announcing} lead={mayChange ? words.lead : words.readOnly}>
      <BrandChoice label={pages.brand} brand={brandId} onBrand={setChosen} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={5} height={44} />}
      {data !== undefined && <Fields key={`${brandId} ${JSON.stringify(data)}`} {...{ brandId, mayChange }} kept={data} />}
      <Section title={words.latest}>
        <Announcements brandId={brandId} />
      </Section>
    </Page>
  )
}

const sensitivities = ['sensitive', 'balanced', 'strict', 'off'] as const

function Fields({ brandId, kept, mayChange }: { brandId: string; kept: Announcing; mayChange: boolean }) {
  const words = useAnnouncingText()
  const { language } = useLanguage()
  const timeZone = useMe().brands.find(({ id }) => id === brandId)?.timeZone ?? 'UTC'
  const [wanted, setWanted] = useState(kept)
  const save = useMutation(api.analytics.setAnnouncing.mutationOptions(useOutcome({ changed: 'announcing', says: words.saved })))
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ brandId, ...wanted })
      }}
    >
      <Radio.Group
        label={words.sensitivity}
        value={wanted.sensitivity}
        onChange={(value) => {
          const sensitivity = sensitivities.find((one) => one === value)
          if (sensitivity) setWanted({ ...wanted, sensitivity })
        }}
      >
        <Stack gap="xs" mt="xs">
          {sensitivities.map((one) => (
            <Radio key={one} value={one} label={words.sensitivities[one]} disabled={!mayChange} />
          ))}
        </Stack>
      </Radio.Group>
      <p className={styles.how}>{words.how}</p>
      <fieldset className={styles.quiet} disabled={!mayChange}>
        <legend>{words.quiet}</legend>
        <HourChoice label={words.from} value={wanted.quietFrom} onChange={(quietFrom) => setWanted({ ...wanted, quietFrom })} />
        <HourChoice label={words.to} value={wanted.quietTo} onChange={(quietTo) => setWanted({ ...wanted, quietTo })} />
      </fieldset>
      <p className={styles.how}>{words.quietHint(zoneName(timeZone, language))}</p>
      {mayChange && (
        <Button type="submit" loading={save.isPending} disabled={JSON.stringify(wanted) === JSON.stringify(kept)}>
          {words.save}
        </Button>
      )}
    </form>
  )
}

function HourChoice({ label, value, onChange }: { label: string; value: number; onChange: (hour: number) => void }) {
  const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: fullHour(hour) }))
  return (
    <Select
      label={label}
      data={hours}
      value={String(value)}
      allowDeselect={false}
      onChange={(hour) => hour !== null && onChange(Number(hour))}
    />
  )
}
