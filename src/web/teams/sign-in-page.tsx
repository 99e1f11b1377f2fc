import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'

import { refusalSentence } from '../errors/refusal-sentence.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { Trouble } from '../ui/states.tsx'
import { Door } from './door.tsx'
import { enter } from './enter.ts'
import { OtherWays } from './sign-in/other-ways.tsx'
import { useAuthTrouble } from './use-auth-trouble.ts'
import { useChecks } from './use-checks.ts'

import styles from './door.module.css'

/** E-mail and password, a passkey, or a workspace's provider; then back to where one wanted to go. */
export function SignInPage() {
  const { teams: text, errors } = useText()
  const explain = useExplain()
  const trouble = useAuthTrouble()
  const checks = useChecks()
  const { next = '/', trouble: cameBackWith } = useSearch({ from: '/sign-in' })
  const form = useForm({ initialValues: { email: '', password: '' }, validate: { email: checks.email, password: checks.filled } })
  const signIn = useMutation({ mutationFn: (login: typeof form.values) => enter({ ...login, email: login.email.trim() }, next) })
  const refused = signIn.data?.ok === false ? trouble(signIn.data) : undefined
  return (
    <Door title={text.signIn}>
      <form className={styles.form} onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
        {cameBackWith !== undefined && signIn.isIdle && <Trouble>{refusalSentence(cameBackWith, errors)}</Trouble>}
        <TextInput label={text.email} type="email" autoComplete="username webauthn" {...form.getInputProps('email')} />
        <PasswordInput label={text.password} autoComplete="current-password" {...form.getInputProps('password')} />
        {refused !== undefined && <Trouble>{refused}</Trouble>}
        {signIn.error && <Trouble>{explain(signIn.error)}</Trouble>}
        <Button type="submit" loading={signIn.isPending || signIn.data?.ok === true}>
          {text.signIn}
        </Button>
        <Anchor component={Link} to="/reset-password">
          {text.forgot}
        </Anchor>
      </form>
      <Suspense>
        <OtherWays email={form.values.email.trim()} next={next} />
      </Suspense>
    </Door>
  )
}
