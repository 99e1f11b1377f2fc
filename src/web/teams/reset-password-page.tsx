import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'

import { api } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { Trouble } from '../ui/states.tsx'
import { askAuth } from './auth.ts'
import { Door } from './door.tsx'
import { useAuthTrouble } from './use-auth-trouble.ts'
import { useChecks } from './use-checks.ts'

import styles from './door.module.css'

/** Asks for a link by e-mail; with the link's token, takes the new password. */
export function ResetPasswordPage() {
  const text = useText().teams
  const { token, error } = useSearch({ from: '/reset-password' })
  if (token !== undefined) return <NewPassword token={token} />
  return (
    <Door title={text.forgotTitle} lead={text.forgotLead}>
      {error !== undefined && <Trouble>{text.linkOver}</Trouble>}
      <AskForLink />
    </Door>
  )
}

function AskForLink() {
  const text = useText().teams
  const explain = useExplain()
  const trouble = useAuthTrouble()
  const checks = useChecks()
  const status = useQuery(api.teams.setupStatus.queryOptions())
  const form = useForm({ initialValues: { email: '' }, validate: { email: checks.email } })
  const ask = useMutation({ mutationFn: ({ email }: typeof form.values) => askAuth('request-password-reset', { email: email.trim() }) })
  if (status.data?.mail === false) return <p>{text.noMail}</p>
  if (ask.data?.ok) return <p role="status">{text.linkSent(form.values.email.trim())}</p>
  return (
    <form className={styles.form} onSubmit={form.onSubmit((values) => ask.mutate(values))} noValidate>
      <TextInput label={text.email} type="email" autoComplete="username" {...form.getInputProps('email')} />
      {ask.data && <Trouble>{trouble(ask.data)}</Trouble>}
      {ask.error && <Trouble>{explain(ask.error)}</Trouble>}
      <Button type="submit" loading={ask.isPending}>
        {text.sendLink}
      </Button>
      <BackToSignIn />
    </form>
  )
}

function NewPassword({ token }: { token: string }) {
  const text = useText().teams
  const explain = useExplain()
  const trouble = useAuthTrouble()
  const checks = useChecks()
  const form = useForm({ initialValues: { password: '' }, validate: { password: checks.password } })
  const reset = useMutation({
    mutationFn: ({ password }: typeof form.values) => askAuth('reset-password', { newPassword: password, token }),
  })
  if (reset.data?.ok) {
    return (
      <Door title={text.passwordChanged} lead={text.passwordChangedLead}>
        <p>
          <BackToSignIn />
        </p>
      </Door>
    )
  }
  return (
    <Door title={text.newPassword}>
      <form className={styles.form} onSubmit={form.onSubmit((values) => reset.mutate(values))} noValidate>
        <PasswordInput
          label={text.newPassword}
          description={text.passwordHint}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        {reset.data && <Trouble>{trouble(reset.data)}</Trouble>}
        {reset.error && <Trouble>{explain(reset.error)}</Trouble>}
        <Button type="submit" loading={reset.isPending}>
          {text.savePassword}
        </Button>
      </form>
    </Door>
  )
}

function BackToSignIn() {
  return (
    <Anchor component={Link} to="/sign-in">
      {useText().teams.toSignIn}
    </Anchor>
  )
}
