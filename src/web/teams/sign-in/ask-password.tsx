import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'

import { useExplain } from '../../errors/use-explain.ts'
import { Trouble } from '../../ui/states.tsx'
import type { AuthAnswer } from '../auth.ts'
import { useAuthTrouble } from '../use-auth-trouble.ts'
import { useChecks } from '../use-checks.ts'
import { useSignInText } from './use-sign-in-text.ts'

interface AskPasswordProps {
  hint: string
  /** What the button does. */
  confirm: string
  isPending: boolean
  error: unknown
  refused?: Extract<AuthAnswer, { ok: false }> | undefined
  onGive: (password: string) => void
}

/** The password once more, before something that a stranger at an open browser must not do. */
export function AskPassword({ hint, confirm, isPending, error, refused, onGive }: AskPasswordProps) {
  const text = useSignInText()
  const explain = useExplain()
  const trouble = useAuthTrouble()
  const { filled } = useChecks()
  const form = useForm({ initialValues: { password: '' }, validate: { password: filled } })
  return (
    <form onSubmit={form.onSubmit(({ password }) => onGive(password))} noValidate>
      <Stack>
        <Text>{hint}</Text>
        <PasswordInput label={text.password.yours} autoComplete="current-password" data-autofocus {...form.getInputProps('password')} />
        {refused && <Trouble>{trouble(refused)}</Trouble>}
        {error !== null && <Trouble>{explain(error)}</Trouble>}
        <Button type="submit" loading={isPending}>
          {confirm}
        </Button>
      </Stack>
    </form>
  )
}
