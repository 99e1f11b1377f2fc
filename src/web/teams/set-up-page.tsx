import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { api, client } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useLanguage, useText } from '../language/text-provider.tsx'
import { browserTimeZone } from '../language/use-format.ts'
import { ErrorState, LoadingState, Trouble } from '../ui/states.tsx'
import { Door } from './door.tsx'
import { enter } from './enter.ts'
import { TimeZoneSelect } from './time-zone-select.tsx'
import { useChecks } from './use-checks.ts'

import styles from './door.module.css'

/** First visit: makes the owner, the workspace and the brand, and leads to the first account. */
export function SetUpPage() {
  const text = useLanguage().texts.teams
  const status = useQuery(api.teams.setupStatus.queryOptions())
  if (status.error) return <ErrorState error={status.error} retry={() => void status.refetch()} />
  if (!status.data) return <LoadingState rows={6} />
  if (!status.data.needed) {
    return (
      <Door title={text.alreadySetUp}>
        <Anchor component={Link} to="/sign-in">
          {text.signIn}
        </Anchor>
      </Door>
    )
  }
  return (
    <Door title={text.setUp} lead={text.setUpLead}>
      <SetUpForm codeRequired={status.data.codeRequired} />
    </Door>
  )
}

function SetUpForm({ codeRequired }: { codeRequired: boolean }) {
  const { language, texts } = useLanguage()
  const text = texts.teams
  const explain = useExplain()
  const form = useSetUpForm(codeRequired)
  const setUp = useMutation({
    mutationFn: async ({ code, brandName, timeZone, ...owner }: typeof form.values) => {
      const brand = { name: brandName, language, timeZone }
      const email = owner.email.trim()
      await client.teams.setUp({ ...owner, email, language, brand, ...(codeRequired ? { code: code.trim() } : {}) })
      await enter({ email, password: owner.password }, '/settings/accounts')
    },
  })
  return (
    <form className={styles.form} onSubmit={form.onSubmit((values) => setUp.mutate(values))} noValidate>
      {codeRequired && (
        <TextInput label={text.code} description={text.codeHint} autoComplete="one-time-code" {...form.getInputProps('code')} />
      )}
      <You form={form} />
      <Team form={form} />
      {setUp.error && <Trouble>{explain(setUp.error)}</Trouble>}
      <Button type="submit" size="md" loading={setUp.isPending}>
        {text.begin}
      </Button>
    </form>
  )
}

type SetUp = ReturnType<typeof useSetUpForm>

function You({ form }: { form: SetUp }) {
  const text = useText().teams
  return (
    <fieldset className={styles.part}>
      <legend>{text.you}</legend>
      <TextInput label={text.name} autoComplete="name" {...form.getInputProps('name')} />
      <TextInput label={text.email} type="email" autoComplete="username" {...form.getInputProps('email')} />
      <PasswordInput
        label={text.password}
        description={text.passwordHint}
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
    </fieldset>
  )
}

function Team({ form }: { form: SetUp }) {
  const text = useText().teams
  return (
    <fieldset className={styles.part}>
      <legend>{text.yourTeam}</legend>
      <TextInput
        label={text.workspaceName}
        description={text.workspaceHint}
        autoComplete="organization"
        {...form.getInputProps('workspaceName')}
      />
      <TextInput label={text.brandName} description={text.brandHint} autoComplete="off" {...form.getInputProps('brandName')} />
      <TimeZoneSelect {...form.getInputProps('timeZone')} value={form.values.timeZone} />
    </fieldset>
  )
}

function useSetUpForm(codeRequired: boolean) {
  const checks = useChecks()
  return useForm({
    initialValues: { code: '', name: '', email: '', password: '', workspaceName: '', brandName: '', timeZone: browserTimeZone() },
    validate: {
      code: (value) => (codeRequired ? checks.filled(value) : null),
      name: checks.filled,
      email: checks.email,
      password: checks.password,
      workspaceName: checks.filled,
      brandName: checks.filled,
    },
  })
}
