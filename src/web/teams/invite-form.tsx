import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { Trouble } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { RightsFields } from './rights-fields.tsx'
import { everywhere, rightsOf, type RightsRow } from './rights.ts'
import { useChecks } from './use-checks.ts'

import styles from '../ui/form.module.css'

/** Whoever is invited gets something to do somewhere; the field says what is missing. */
const chosen = (rows: RightsRow[]) => (rows.some(({ role, where }) => role !== 'owner' && where.length === 0) ? true : null)

/** An e-mail address, a role, and where it holds. */
export function InviteForm() {
  const text = useText().teams
  const explain = useExplain()
  const checks = useChecks()
  const key = useIdempotencyKey()
  const initialValues: { email: string; rows: RightsRow[] } = { email: '', rows: [{ role: 'publisher', where: [everywhere] }] }
  const form = useForm({ initialValues, validate: { email: checks.email, rows: chosen }, onValuesChange: key.next })
  const invite = useMutation({
    mutationFn: ({ email, rows }: typeof initialValues) =>
      client.teams.invite({ email: email.trim(), ...rightsOf(rows) }, { context: { idempotencyKey: key.current() } }),
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
      <RightsFields rows={form.values.rows} onRows={(rows) => form.setFieldValue('rows', rows)} />
      {invite.error && <Trouble>{explain(invite.error)}</Trouble>}
      <Button type="submit" loading={invite.isPending}>
        {text.members.inviteButton}
      </Button>
    </form>
  )
}
