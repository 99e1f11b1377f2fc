import { Button, Divider } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Building2, KeyRound } from 'lucide-react'

import { api } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { Trouble } from '../../ui/states.tsx'
import { askAuth, textIn } from '../auth.ts'
import { useAuthTrouble } from '../use-auth-trouble.ts'
import { canUsePasskeys, signInWithPasskey } from './passkeys.ts'
import { usePasskeyTrouble } from './use-passkey-trouble.ts'
import { useSignInText } from './use-sign-in-text.ts'

import styles from '../door.module.css'

/** Ways in that need no password. */
export function OtherWays({ email, next }: { email: string; next: string }) {
  const text = useSignInText()
  const status = useQuery(api.teams.setupStatus.queryOptions())
  const hasSso = status.data?.sso === true
  if (!canUsePasskeys() && !hasSso) return null
  return (
    <div className={styles.form}>
      <Divider label={text.or} />
      {canUsePasskeys() && <ByPasskey next={next} />}
      {hasSso && <BySso email={email} next={next} />}
    </div>
  )
}

function ByPasskey({ next }: { next: string }) {
  const text = useSignInText()
  const explain = useExplain()
  const trouble = usePasskeyTrouble()
  const enter = useMutation({ mutationFn: signInWithPasskey, onSuccess: ({ ok }) => ok && location.assign(next) })
  return (
    <>
      <Button
        variant="default"
        leftSection={<KeyRound size={16} aria-hidden="true" />}
        loading={enter.isPending || enter.data?.ok === true}
        onClick={() => enter.mutate()}
      >
        {text.withPasskey}
      </Button>
      {enter.data?.ok === false && <Trouble>{trouble(enter.data)}</Trouble>}
      {enter.error && <Trouble>{explain(enter.error)}</Trouble>}
    </>
  )
}

/** With an address its workspace's provider is asked, without one the only one there is. */
function BySso({ email, next }: { email: string; next: string }) {
  const text = useSignInText()
  const explain = useExplain()
  const trouble = useAuthTrouble()
  const start = useMutation({
    mutationFn: () => askAuth('sso/start', { next, ...(email === '' ? {} : { email }) }),
    onSuccess: (answer) => {
      const url = answer.ok ? textIn(answer.body, 'url') : undefined
      if (url !== undefined) location.assign(url)
    },
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<Building2 size={16} aria-hidden="true" />}
        loading={start.isPending || start.data?.ok === true}
        onClick={() => start.mutate()}
      >
        {text.withSso}
      </Button>
      {start.data?.ok === false && <Trouble>{trouble(start.data)}</Trouble>}
      {start.error && <Trouble>{explain(start.error)}</Trouble>}
    </>
  )
}
