import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import { KeepingForm } from '../analytics/keeping/keeping-form.tsx'
import { api } from '../api.ts'
import { DemoOffer } from '../demo/demo-offer.tsx'
import { useMe } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { Page } from '../ui/page.tsx'
import { useOutcome } from '../use-outcome.ts'
import { useChecks } from './use-checks.ts'

import form from '../ui/form.module.css'

/** The workspace's name, and for how long it keeps numbers. */
export function WorkspacePage() {
  const { teams: text, settings } = useText()
  const { workspace } = useMe()
  const { name } = useChecks()
  const { getInputProps, onSubmit, isDirty, resetDirty } = useForm({ initialValues: { name: workspace.name }, validate: { name } })
  const outcome = useOutcome({ changed: 'members', says: text.saved })
  const rename = useMutation(api.teams.updateWorkspace.mutationOptions(outcome))
  return (
    <Page title={settings.pages.workspace} lead={text.workspace.lead}>
      <form
        className={form.form}
        onSubmit={onSubmit((values) => rename.mutate(values, { onSuccess: () => resetDirty(values) }))}
        noValidate
      >
        <TextInput label={text.workspace.name} autoComplete="organization" {...getInputProps('name')} />
        <Button type="submit" loading={rename.isPending} disabled={!isDirty()}>
          {text.save}
        </Button>
      </form>
      <div style={{ height: '1.5rem' }} />
      <KeepingForm />
      <DemoOffer always />
    </Page>
  )
}
