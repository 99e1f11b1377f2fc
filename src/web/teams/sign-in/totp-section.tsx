import { Button, Group, Modal } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ShieldCheck, ShieldOff } from 'lucide-react'
import { useState } from 'react'

import type { MySignIn } from '#contract/sign-in'

import { client, reload } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { Section } from '../../ui/page.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { toast } from '../../ui/toast.tsx'
import { askAuth } from '../auth.ts'
import { AskPassword } from './ask-password.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { codesIn, TotpSetUp } from './totp-set-up.tsx'
import { useSignInText } from './use-sign-in-text.ts'

type Open = 'set-up' | 'turn-off' | 'new-codes'

/** The app for codes: set up, turned off, with new recovery codes. */
export function TotpSection({ mine }: { mine: MySignIn }) {
  const text = useSignInText().totp
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <Section title={text.title} hint={text.hint}>
      <Group>
        <StateBadge tone={mine.totp ? 'good' : 'calm'} icon={mine.totp ? ShieldCheck : ShieldOff}>
          {mine.totp ? text.on : text.off}
        </StateBadge>
        {mine.changeable && !mine.totp && mine.hasPassword && <Button onClick={() => setOpen('set-up')}>{text.setUp}</Button>}
        {mine.changeable && mine.totp && (
          <>
            <Button variant="default" onClick={() => setOpen('new-codes')}>
              {text.newCodes}
            </Button>
            <Button variant="default" onClick={() => setOpen('turn-off')}>
              {text.turnOff}
            </Button>
          </>
        )}
      </Group>
      {open === 'set-up' && <SetUp onClose={close} />}
      {open === 'turn-off' && <TurnOff onClose={close} />}
      {open === 'new-codes' && <NewCodes onClose={close} />}
    </Section>
  )
}

function SetUp({ onClose }: { onClose: () => void }) {
  const { totp } = useSignInText()
  const { ui } = useText()
  const done = () => {
    onClose()
    void reload('members')
  }
  return (
    <Modal opened onClose={done} closeOnClickOutside={false} title={totp.setUp} closeButtonProps={{ 'aria-label': ui.close }}>
      <TotpSetUp onDone={done} />
    </Modal>
  )
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const text = useSignInText().totp
  const { ui } = useText()
  const turnOff = useMutation({
    mutationFn: (password: string) => client.signIn.turnOffTotp({ password }),
    onSuccess: async () => {
      toast(text.turnedOff)
      await reload('members')
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={text.turnOffAsk} closeButtonProps={{ 'aria-label': ui.close }}>
      <AskPassword
        hint={text.turnOffHint}
        confirm={text.turnOff}
        isPending={turnOff.isPending}
        error={turnOff.error}
        onGive={turnOff.mutate}
      />
    </Modal>
  )
}

function NewCodes({ onClose }: { onClose: () => void }) {
  const text = useSignInText()
  const { ui } = useText()
  const make = useMutation({ mutationFn: (password: string) => askAuth('two-factor/generate-backup-codes', { password }) })
  return (
    <Modal opened onClose={onClose} title={text.totp.newCodesTitle} closeButtonProps={{ 'aria-label': ui.close }}>
      {make.data?.ok === true ? (
        <RecoveryCodes codes={codesIn(make.data.body)} onKept={onClose} />
      ) : (
        <AskPassword
          hint={text.totp.newCodesHint}
          confirm={text.totp.newCodes}
          isPending={make.isPending}
          error={make.error}
          refused={make.data}
          onGive={make.mutate}
        />
      )}
    </Modal>
  )
}
