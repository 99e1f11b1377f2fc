import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import { useExplain } from '../../errors/use-explain.ts'
import { useMe } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { askAuth } from '../auth.ts'
import { useAuthTrouble } from '../use-auth-trouble.ts'
import { useChecks } from '../use-checks.ts'

import styles from '../../ui/form.module.css'

/** Another password; other browsers are signed out. */
export function PasswordForm() {
  const text = useText().teams
  const explain = useExplain()
  const trouble = useAuthTrouble()
  const checks = useChecks()
  const me = useMe()
  const form = useForm({ initialValues: { present: '', wanted: '' }, validate: { present: checks.filled, wanted: checks.password } })
  const change = useMutation({
    mutationFn: ({ present, wanted }: typeof form.values) =>
      askAuth('change-password', { currentPassword: present, newPassword: wanted, revokeOtherSessions: true }),
    onSuccess: (answer) => {
      if (!answer.ok) return
      form.reset()
      toast(text.profile.changed)
    },
  })
  return (
    <form className={styles.form} onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
      <input type="hidden" autoComplete="username" value={me.email} />
      <PasswordInput label={text.profile.present} autoComplete="current-password" {...form.getInputProps('present')} />
      <PasswordInput
        label={text.newPassword}
        description={text.passwordHint}
        autoComplete="new-password"
        {...form.getInputProps('wanted')}
      />
      {change.data?.ok === false && <Trouble>{trouble(change.data)}</Trouble>}
      {change.error && <Trouble>{explain(change.error)}</Trouble>}
      <Button type="submit" variant="default" loading={change.isPending}>
        {text.profile.change}
      </Button>
    </form>
  )
}
