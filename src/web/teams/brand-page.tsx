import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import { api } from '../api.ts'
import { useBrand, useMay } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { Page } from '../ui/page.tsx'
import { useOutcome } from '../use-outcome.ts'
import { TimeZoneSelect } from './time-zone-select.tsx'
import { useChecks } from './use-checks.ts'

import styles from '../ui/form.module.css'

/** How the brand is named, and its time. */
export function BrandPage() {
  const { teams: text, settings, frame } = useText()
  const brand = useBrand()
  const may = useMay()
  const readOnly = !may('workspace.manage')
  const form = useBrandForm()
  const outcome = useOutcome({ changed: '*', says: text.saved })
  const update = useMutation(api.teams.updateBrand.mutationOptions(outcome))
  const submit = form.onSubmit((values) =>
    update.mutate(
      { brandId: brand.id, ...values, graceMinutes: Number(values.graceMinutes) },
      { onSuccess: () => form.resetDirty(values) },
    ),
  )
  const languages = (['en', 'zh-TW'] as const).map((value) => ({ value, label: frame.languages[value] }))
  return (
    <Page title={settings.pages.brand} lead={readOnly ? text.brand.readOnly : text.brand.lead}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          label={text.brandName}
          description={text.brandHint}
          autoComplete="off"
          readOnly={readOnly}
          {...form.getInputProps('name')}
        />
        <Select
          label={text.brand.language}
          description={text.brand.languageHint}
          data={languages}
          allowDeselect={false}
          readOnly={readOnly}
          {...form.getInputProps('language')}
        />
        <TimeZoneSelect readOnly={readOnly} {...form.getInputProps('timeZone')} value={form.values.timeZone} />
        <NumberInput
          label={text.brand.grace}
          description={text.brand.graceHint}
          allowDecimal={false}
          readOnly={readOnly}
          hideControls
          {...form.getInputProps('graceMinutes')}
        />
        {!readOnly && (
          <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
            {text.save}
          </Button>
        )}
      </form>
    </Page>
  )
}

function useBrandForm() {
  const { name, language, timeZone, graceMinutes } = useBrand()
  const checks = useChecks()
  const initialValues: { name: string; language: typeof language; timeZone: string; graceMinutes: number | string } = {
    ...{ name, language, timeZone, graceMinutes },
  }
  return useForm({ initialValues, validate: { name: checks.name, graceMinutes: checks.minutes } })
}
