import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import type { Role } from '#contract/teams'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { Trouble } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { RoleSelect } from './role-select.tsx'
import { useChecks } from './use-checks.ts'

import styles from '../ui/form.module.css'

/** An e-mail address and a role. */
export function InviteForm() {
  const text = useText().teams
  const explain = useExplain()
  const checks = useChecks()
  const key = useIdempotencyKey()
  const initialValues: { email: string; role: Role } = { email: '', role: 'publisher' }
  const form = useForm({ initialValues, validate: { email: checks.email }, onValuesChange: key.next })
  const invite = useMutation({
    mutationFn: ({ email, role }: typeof initialValues) =>
      client.teams.invite({ email: email.trim(), role }, { context: { idempotencyKey: key.current() } }),
    onSuccess: async ({ email }) => {
      key.next()
      form.reset()
      toast(text.members.invited(email))
      await reload('members')
    },
  })
  return (
    <form className={styles.form} onSubmit={form.onSubmit((values) => invite.mutate(values))} noValidate>
      <TextInput label={text.email} type="email" autoComplete="off" {...form.getInputProps('email')} />
      <RoleSelect label={text.role} value={form.values.role} onChoose={(role) => form.setFieldValue('role', role)} />
      {invite.error && <Trouble>{explain(invite.error)}</Trouble>}
      <Button type="submit" loading={invite.isPending}>
        {text.members.inviteButton}
      </Button>
    </form>
  )
}
