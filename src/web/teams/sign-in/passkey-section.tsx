import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'

import type { MySignIn, Passkey } from '#contract/sign-in'

import { api, client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useText } from '../../language/text-provider.tsx'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { LocalTime } from '../../ui/local-time.tsx'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useChecks } from '../use-checks.ts'
import { addPasskey } from './passkeys.ts'
import { usePasskeyTrouble } from './use-passkey-trouble.ts'
import { useSignInText } from './use-sign-in-text.ts'

/** The person's passkeys: added, renamed, removed. */
export function PasskeySection({ mine }: { mine: MySignIn }) {
  const text = useSignInText().passkeys
  const [isAdding, setAdding] = useState(false)
  const add = mine.changeable && (
    <Button variant="default" leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
      {text.add}
    </Button>
  )
  return (
    <Section title={text.title} hint={text.hint} action={add}>
      {mine.passkeys.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <Rows label={text.title}>
          {mine.passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} isChangeable={mine.changeable} />
          ))}
        </Rows>
      )}
      {isAdding && <AddPasskey onClose={() => setAdding(false)} />}
    </Section>
  )
}

function PasskeyRow({ passkey, isChangeable }: { passkey: Passkey; isChangeable: boolean }) {
  const text = useSignInText().passkeys
  const [isNaming, setNaming] = useState(false)
  const remove = useMutation(api.signIn.removePasskey.mutationOptions(useOutcome({ changed: 'members' })))
  return (
    <Row
      lead={<KeyRound size={18} aria-hidden="true" />}
      title={passkey.name}
      note={
        <>
          {text.since} <LocalTime at={passkey.createdAt} as="longDate" /> ·{' '}
          {passkey.lastUsedAt === undefined ? (
            text.neverUsed
          ) : (
            <>
              {text.lastUsed} <LocalTime at={passkey.lastUsedAt} as="relative" />
            </>
          )}
        </>
      }
    >
      {isChangeable && (
        <>
          <Button variant="default" onClick={() => setNaming(true)}>
            {text.rename}
          </Button>
          <ConfirmButton
            question={text.removeAsk(passkey.name)}
            explanation={text.removeHint}
            confirm={text.remove}
            onConfirm={() => remove.mutateAsync({ passkeyId: passkey.id }).catch(() => undefined)}
          >
            {text.remove}
          </ConfirmButton>
        </>
      )}
      {isNaming && <RenamePasskey passkey={passkey} onClose={() => setNaming(false)} />}
    </Row>
  )
}

function AddPasskey({ onClose }: { onClose: () => void }) {
  const text = useSignInText().passkeys
  const { ui } = useText()
  const explain = useExplain()
  const trouble = usePasskeyTrouble()
  const add = useMutation({
    mutationFn: (name: string) => addPasskey(name),
    onSuccess: async ({ ok }) => {
      if (!ok) return
      toast(text.added)
      await reload('members')
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={text.add} closeButtonProps={{ 'aria-label': ui.close }}>
      <NameForm submit={text.add} isPending={add.isPending} onName={add.mutate}>
        {add.data?.ok === false && <Trouble>{trouble(add.data)}</Trouble>}
        {add.error && <Trouble>{explain(add.error)}</Trouble>}
      </NameForm>
    </Modal>
  )
}

function RenamePasskey({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const text = useSignInText().passkeys
  const { ui } = useText()
  const explain = useExplain()
  const rename = useMutation({
    mutationFn: (name: string) => client.signIn.renamePasskey({ passkeyId: passkey.id, name }),
    onSuccess: async () => {
      await reload('members')
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={text.renameTitle} closeButtonProps={{ 'aria-label': ui.close }}>
      <NameForm initial={passkey.name} submit={text.rename} isPending={rename.isPending} onName={rename.mutate}>
        {rename.error && <Trouble>{explain(rename.error)}</Trouble>}
      </NameForm>
    </Modal>
  )
}

interface NameFormProps {
  initial?: string
  submit: string
  isPending: boolean
  onName: (name: string) => void
  children: React.ReactNode
}

function NameForm({ initial = '', submit, isPending, onName, children }: NameFormProps) {
  const text = useSignInText().passkeys
  const { name } = useChecks()
  const form = useForm({ initialValues: { name: initial }, validate: { name } })
  return (
    <form onSubmit={form.onSubmit((values) => onName(values.name.trim()))} noValidate>
      <Stack>
        <TextInput label={text.name} description={text.nameHint} autoComplete="off" data-autofocus {...form.getInputProps('name')} />
        {children}
        <Button type="submit" loading={isPending}>
          {submit}
        </Button>
      </Stack>
    </form>
  )
}
