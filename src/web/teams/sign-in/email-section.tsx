import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { MySignIn } from '#contract/sign-in'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { Section } from '../../ui/page.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useChecks } from '../use-checks.ts'
import { useSignInText } from './use-sign-in-text.ts'

import styles from '../../ui/form.module.css'

/** The address one signs in with, and changing it. */
export function EmailSection({ mine }: { mine: MySignIn }) {
  const text = useSignInText().email
  const [isChanging, setChanging] = useState(false)
  return (
    <Section title={text.title} hint={text.hint}>
      <p>
        <strong>{mine.email}</strong>
      </p>
      {mine.newEmail && <p role="status">{text.sent(mine.newEmail.email)}</p>}
      {mine.changeable && mine.hasPassword && !isChanging && (
        <Button variant="default" onClick={() => setChanging(true)}>
          {text.change}
        </Button>
      )}
      {isChanging && <ChangeForm onDone={() => setChanging(false)} />}
    </Section>
  )
}

function ChangeForm({ onDone }: { onDone: () => void }) {
  const text = useSignInText()
  const explain = useExplain()
  const checks = useChecks()
  const form = useForm({ initialValues: { email: '', password: '' }, validate: { email: checks.email, password: checks.filled } })
  const change = useMutation({
    mutationFn: ({ email, password }: typeof form.values) => client.signIn.changeEmail({ email: email.trim(), password }),
    onSuccess: async () => {
      await reload('members')
      onDone()
    },
  })
  return (
    <form className={styles.form} onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
      <TextInput label={text.email.wanted} type="email" autoComplete="email" {...form.getInputProps('email')} />
      <PasswordInput label={text.password.yours} autoComplete="current-password" {...form.getInputProps('password')} />
      {change.error && <Trouble>{explain(change.error)}</Trouble>}
      <Button type="submit" loading={change.isPending}>
        {text.email.send}
      </Button>
    </form>
  )
}
