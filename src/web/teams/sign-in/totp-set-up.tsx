import { Button, Code, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useExplain } from '../../errors/use-explain.ts'
import { asAddress, drawQr } from '../../ui/draw-qr.ts'
import { LoadingState, Trouble } from '../../ui/states.tsx'
import { askAuth, textIn } from '../auth.ts'
import { useAuthTrouble } from '../use-auth-trouble.ts'
import { useChecks } from '../use-checks.ts'
import { AskPassword } from './ask-password.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { useSignInText } from './use-sign-in-text.ts'

import styles from './key.module.css'

interface Offered {
  readonly uri: string
  readonly codes: readonly string[]
}

/** Password, the app's first code, then the recovery codes. Only at the end is anything different. */
export function TotpSetUp({ onDone }: { onDone: () => void }) {
  const [offered, setOffered] = useState<Offered>()
  const [isOn, setOn] = useState(false)
  if (!offered) return <PasswordFirst onOffer={setOffered} />
  if (!isOn) return <FirstCode uri={offered.uri} onRight={() => setOn(true)} />
  return <RecoveryCodes codes={offered.codes} onKept={onDone} />
}

function PasswordFirst({ onOffer }: { onOffer: (offered: Offered) => void }) {
  const text = useSignInText().totp
  const ask = useMutation({
    mutationFn: (password: string) => askAuth('two-factor/enable', { password }),
    onSuccess: (answer) => answer.ok && onOffer({ uri: textIn(answer.body, 'totpURI') ?? '', codes: codesIn(answer.body) }),
  })
  const refused = ask.data?.ok === false ? ask.data : undefined
  return (
    <AskPassword hint={text.hint} confirm={text.goOn} isPending={ask.isPending} error={ask.error} refused={refused} onGive={ask.mutate} />
  )
}

function FirstCode({ uri, onRight }: { uri: string; onRight: () => void }) {
  const text = useSignInText()
  const explain = useExplain()
  const trouble = useAuthTrouble()
  const { filled } = useChecks()
  const picture = useQuery({ queryKey: ['totp-qr', uri], queryFn: () => drawQr(uri), gcTime: 0 })
  const form = useForm({ initialValues: { code: '' }, validate: { code: filled } })
  const confirm = useMutation({
    mutationFn: ({ code }: typeof form.values) => askAuth('two-factor/verify-totp', { code: code.replaceAll(/\s/g, '') }),
    onSuccess: ({ ok }) => ok && onRight(),
  })
  const refused = confirm.data?.ok === false ? confirm.data : undefined
  return (
    <form onSubmit={form.onSubmit((values) => confirm.mutate(values))} noValidate>
      <Stack>
        <Text>{text.totp.scan}</Text>
        {picture.data === undefined ? (
          <LoadingState rows={1} height={192} />
        ) : (
          <img src={asAddress(picture.data)} alt={text.totp.picture} width={192} height={192} />
        )}
        <div>
          <Text size="sm">{text.totp.byHand}</Text>
          <Code block className={styles.key}>
            {secretIn(uri)}
          </Code>
        </div>
        <TextInput label={text.secondStep.code} inputMode="numeric" autoComplete="one-time-code" {...form.getInputProps('code')} />
        {refused && <Trouble>{refused.code === 'INVALID_CODE' ? text.totp.wrong : trouble(refused)}</Trouble>}
        {confirm.error && <Trouble>{explain(confirm.error)}</Trouble>}
        <Button type="submit" loading={confirm.isPending}>
          {text.totp.confirm}
        </Button>
      </Stack>
    </form>
  )
}

/** In groups of four, as people type it. */
function secretIn(uri: string): string {
  const secret = URL.canParse(uri) ? (new URL(uri).searchParams.get('secret') ?? '') : ''
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

export function codesIn(body: unknown): readonly string[] {
  const codes: unknown = typeof body === 'object' && body !== null && 'backupCodes' in body ? body.backupCodes : undefined
  return Array.isArray(codes) ? codes.map(String) : []
}
