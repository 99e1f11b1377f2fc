import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import { api } from '../api.ts'
import { useBrand, useMay, useMe } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { Page } from '../ui/page.tsx'
import { useOutcome } from '../use-outcome.ts'
import { Brands } from './brands.tsx'
import { TimeZoneSelect } from './time-zone-select.tsx'
import { useChecks } from './use-checks.ts'

import styles from '../ui/form.module.css'

/** How the brand is named, its time, and what its posts must have. */
export function BrandPage() {
  const { teams: text, settings } = useText()
  const readOnly = !useMay()('brands.manage')
  const { id: brandId } = useBrand()
  const manages = useMe().permissions.includes('brands.manage')
  return (
    <Page title={settings.pages.brand} lead={readOnly ? text.brand.readOnly : text.brand.lead}>
      <BrandForm key={brandId} readOnly={readOnly} />
      {manages && <Brands />}
    </Page>
  )
}

function BrandForm({ readOnly }: { readOnly: boolean }) {
  const { teams: text, frame } = useText()
  const brandId = useBrand().id
  const form = useBrandForm()
  const update = useMutation(api.teams.updateBrand.mutationOptions(useOutcome({ changed: '*', says: text.saved })))
  const submit = form.onSubmit((values) =>
    update.mutate({ brandId, ...values, graceMinutes: Number(values.graceMinutes) }, { onSuccess: () => form.resetDirty(values) }),
  )
  const languages = (['en', 'zh-TW'] as const).map((value) => ({ value, label: frame.languages[value] }))
  const { brand: words } = text
  const altTexts = (['off', 'warn', 'required'] as const).map((value) => ({ value, label: words.altTextsChoices[value] }))
  const field = (name: string) => ({ readOnly, ...form.getInputProps(name) })
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput label={text.brandName} description={text.brandHint} autoComplete="off" {...field('name')} />
      <Select label={words.language} description={words.languageHint} data={languages} allowDeselect={false} {...field('language')} />
      <TimeZoneSelect {...field('timeZone')} value={form.values.timeZone} />
      <NumberInput label={words.grace} description={words.graceHint} allowDecimal={false} hideControls {...field('graceMinutes')} />
      <Select
        label={words.altTexts}
        description={form.values.altTexts === 'required' ? `${words.altTextsHint} ${words.altTextsRequired}` : words.altTextsHint}
        data={altTexts}
        allowDeselect={false}
        {...field('altTexts')}
      />
      {!readOnly && (
        <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
          {text.save}
        </Button>
      )}
    </form>
  )
}

function useBrandForm() {
  const { name, language, timeZone, graceMinutes, altTexts } = useBrand()
  const initial = { name, language, timeZone, graceMinutes, altTexts }
  const checks = useChecks()
  const initialValues: Omit<typeof initial, 'graceMinutes'> & { graceMinutes: number | string } = initial
  return useForm({ initialValues, validate: { name: checks.name, graceMinutes: checks.minutes } })
}
