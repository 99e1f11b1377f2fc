import { Anchor, Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import { useExplain } from '../../errors/use-explain.ts'
import { useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { askAuth, type AuthAnswer } from '../auth.ts'
import { Door } from '../door.tsx'
import { useAuthTrouble } from '../use-auth-trouble.ts'
import { useChecks } from '../use-checks.ts'
import { useSignInText } from './use-sign-in-text.ts'

import styles from '../door.module.css'

/** After the password: the code of the app, or a recovery code. */
export function SecondStepPage() {
  const text = useSignInText().secondStep
  const [isRecovery, setRecovery] = useState(false)
  return (
    <Door title={text.title} lead={isRecovery ? text.leadRecovery : text.lead}>
      <CodeForm key={String(isRecovery)} isRecovery={isRecovery} />
      <div className={styles.form}>
        <Anchor component="button" type="button" onClick={() => setRecovery(!isRecovery)}>
          {isRecovery ? text.useApp : text.useRecovery}
        </Anchor>
        <Anchor component={Link} to="/sign-in">
          {text.back}
        </Anchor>
      </div>
    </Door>
  )
}

function CodeForm({ isRecovery }: { isRecovery: boolean }) {
  const text = useSignInText().secondStep
  const explain = useExplain()
  const explainCode = useCodeTrouble(isRecovery)
  const { filled } = useChecks()
  const { next = '/' } = useSearch({ from: '/sign-in/code' })
  const form = useForm({ initialValues: { code: '' }, validate: { code: filled } })
  const verify = useMutation({
    mutationFn: ({ code }: typeof form.values) =>
      askAuth(isRecovery ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp', { code: code.replaceAll(/\s/g, '').toLowerCase() }),
    onSuccess: ({ ok }) => ok && location.assign(next),
  })
  return (
    <form className={styles.form} onSubmit={form.onSubmit((values) => verify.mutate(values))} noValidate>
      <TextInput
        label={isRecovery ? text.recoveryCode : text.code}
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        {...form.getInputProps('code')}
      />
      {verify.data?.ok === false && <Trouble>{explainCode(verify.data)}</Trouble>}
      {verify.error && <Trouble>{explain(verify.error)}</Trouble>}
      <Button type="submit" loading={verify.isPending || verify.data?.ok === true}>
        {text.goOn}
      </Button>
    </form>
  )
}

function useCodeTrouble(isRecovery: boolean): (answer: Extract<AuthAnswer, { ok: false }>) => string {
  const text = useSignInText().secondStep
  const { errors } = useText()
  const trouble = useAuthTrouble()
  return (answer) => {
    if (answer.code === 'INVALID_CODE') return text.wrong
    if (answer.code === 'INVALID_BACKUP_CODE') return isRecovery ? text.wrongRecovery : text.wrong
    if (answer.code === 'ACCOUNT_TEMPORARILY_LOCKED') return text.locked
    if (answer.code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE' || answer.code === 'INVALID_TWO_FACTOR_COOKIE') return text.again
    return answer.status === 409 ? errors.tooOften : trouble(answer)
  }
}
