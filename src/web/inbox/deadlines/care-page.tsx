import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Care } from '#contract/inbox'

import { api } from '../../api.ts'
import { BrandChoice } from '../../frame/brand-choice.tsx'
import { useBrand, useMay, useMe } from '../../frame/who.ts'
import { useLanguage, useText } from '../../language/text-provider.tsx'
import { zoneName } from '../../publishing/time/zone-name.ts'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { AssigningFields } from './assigning-fields.tsx'
import { careOf } from './care-values.ts'
import { HolidayFields } from './holiday-fields.tsx'
import { TargetFields } from './target-fields.tsx'
import { useCareForm } from './use-care-form.ts'
import { useCareText } from './use-care-text.ts'
import { WarningFields } from './warning-fields.tsx'
import { WeekFields } from './week-fields.tsx'

import styles from './care.module.css'

/** When a brand's people work, how soon they mean to answer, and who hears of it when that is about to fail. */
export function CarePage() {
  const words = useCareText()
  const { pages } = useText().settings
  const first = useBrand().id
  const [chosen, setChosen] = useState<string>()
  const brandId = chosen ?? first
  const mayChange = useMay()('brands.manage')
  const { data, error, refetch } = useQuery(api.inbox.care.queryOptions({ input: { brandId } }))
  return (
    <Page title={pages.deadlines} lead={mayChange ? words.lead : words.readOnly}>
      <BrandChoice label={pages.brand} brand={brandId} onBrand={setChosen} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={7} height={44} />}
      {data !== undefined && <CareFields key={brandId} brandId={brandId} care={data} mayChange={mayChange} />}
    </Page>
  )
}

interface CareFieldsProps {
  brandId: string
  care: Care
  mayChange: boolean
}

function CareFields({ brandId, care, mayChange }: CareFieldsProps) {
  const words = useCareText()
  const { language } = useLanguage()
  const timeZone = useMe().brands.find(({ id }) => id === brandId)?.timeZone ?? 'UTC'
  const form = useCareForm(care)
  const save = useMutation(api.inbox.setCare.mutationOptions(useOutcome({ changed: 'care', says: words.saved })))
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        save.mutate({ brandId, care: careOf(values) }, { onSuccess: () => form.resetDirty(form.getValues()) }),
      )}
    >
      <fieldset className={styles.all} disabled={!mayChange}>
        <Section title={words.hours.title} hint={words.hours.hint(zoneName(timeZone, language))}>
          <WeekFields form={form} />
        </Section>
        <Section title={words.holidays.title} hint={words.holidays.hint}>
          <HolidayFields form={form} />
        </Section>
        <Section title={words.targets.title} hint={words.targets.hint}>
          <TargetFields form={form} brandId={brandId} />
        </Section>
        <Section title={words.warnings.title} hint={words.warnings.hint}>
          <WarningFields form={form} />
        </Section>
        <Section title={words.assigning.title} hint={words.assigning.hint}>
          <AssigningFields form={form} />
        </Section>
        {mayChange && (
          <div className={styles.foot}>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {words.save}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  )
}
