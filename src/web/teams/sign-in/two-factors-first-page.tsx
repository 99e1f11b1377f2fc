import { Anchor, Button, Divider } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'

import { useExplain } from '../../errors/use-explain.ts'
import { signOut } from '../../frame/sign-out.ts'
import { Trouble } from '../../ui/states.tsx'
import { Door } from '../door.tsx'
import { addPasskey, canUsePasskeys } from './passkeys.ts'
import { TotpSetUp } from './totp-set-up.tsx'
import { usePasskeyTrouble } from './use-passkey-trouble.ts'
import { useSignInText } from './use-sign-in-text.ts'

import styles from '../door.module.css'

/** For members of a workspace that asks for two factors and who have one: nothing else is open to them before. */
export function TwoFactorsFirstPage() {
  const text = useSignInText()
  const { next = '/' } = useSearch({ from: '/two-factors' })
  return (
    <Door title={text.first.title} lead={text.first.lead}>
      <div className={styles.form}>
        <TotpSetUp onDone={() => location.assign(next)} />
        {canUsePasskeys() && <WithPasskey next={next} />}
        <Anchor component="button" type="button" onClick={() => void signOut()}>
          {text.first.otherwise}
        </Anchor>
      </div>
    </Door>
  )
}

function WithPasskey({ next }: { next: string }) {
  const text = useSignInText()
  const explain = useExplain()
  const trouble = usePasskeyTrouble()
  const add = useMutation({
    mutationFn: () => addPasskey(text.passkeys.title, { enters: true }),
    onSuccess: ({ ok }) => ok && location.assign(next),
  })
  return (
    <>
      <Divider label={text.or} />
      <Button
        variant="default"
        leftSection={<KeyRound size={16} aria-hidden="true" />}
        loading={add.isPending || add.data?.ok === true}
        onClick={() => add.mutate()}
      >
        {text.passkeys.add}
      </Button>
      {add.data?.ok === false && <Trouble>{trouble(add.data)}</Trouble>}
      {add.error && <Trouble>{explain(add.error)}</Trouble>}
    </>
  )
}
