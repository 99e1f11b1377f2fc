import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import type { Account, NetworkInfo } from '#contract/connections'

import { client, reload } from '../api.ts'
import { useBrand } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { Trouble } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { ConnectField } from './connect-field.tsx'
import { GuideText } from './guide-text.tsx'
import { useConnectTrouble } from './use-connect-trouble.ts'
import { useWords } from './use-words.ts'

import styles from './connect-guide.module.css'

interface DetailsProps {
  network: NetworkInfo
  way: NetworkInfo['ways'][number]
  account: Account | undefined
  onBack: () => void
  onDone: () => void
}

/** What the way needs, with the network's own guide; then connected, or off to the network. */
export function Details({ network, way, account, onBack, onDone }: DetailsProps) {
  const text = useText().connections
  const words = useWords()
  const trouble = useConnectTrouble(network.id)
  const form = useDetailsForm({ way, account })
  const connect = useConnect({ network, way, account, onDone })
  const word = (code: string) => words(network.id, `${way.id}.${code}`)
  const isRedirect = !way.fields.some(({ kind }) => kind === 'secret')
  return (
    <form className={styles.form} onSubmit={form.onSubmit((fields) => connect.mutate(fields))} noValidate>
      <GuideText>{word('guide') ?? ''}</GuideText>
      {way.fields.map((field) => (
        <ConnectField key={field.name} field={field} word={word} form={form} />
      ))}
      {connect.error && <Trouble>{trouble(connect.error)}</Trouble>}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onBack}>
          {text.back}
        </Button>
        <Button type="submit" loading={connect.isPending || (connect.data !== undefined && 'redirect' in connect.data)}>
          {isRedirect ? text.goToNetwork(words(network.id, 'name') ?? network.name) : text.connectNow}
        </Button>
      </div>
    </form>
  )
}

function useDetailsForm({ way, account }: Pick<DetailsProps, 'way' | 'account'>) {
  const fillIn = useText().teams.checks.fillIn
  const start = (name: string) => (account !== undefined && name === 'identifier' ? account.handle : '')
  return useForm<Record<string, string>>({
    initialValues: Object.fromEntries(way.fields.map(({ name }) => [name, start(name)])),
    validate: Object.fromEntries(
      way.fields.filter(({ required }) => required).map(({ name }) => [name, (value: string) => (value.trim() === '' ? fillIn : null)]),
    ),
  })
}

function useConnect({ network, way, account, onDone }: Omit<DetailsProps, 'onBack'>) {
  const text = useText().connections
  const brand = useBrand()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: (fields: Record<string, string>) => {
      // Every press is a new try: a corrected password must reach the network again.
      key.next()
      const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''))
      return client.connections.connect(
        { brandId: brand.id, network: network.id, way: way.id, fields: filled, ...(account ? { accountId: account.id } : {}) },
        { context: { idempotencyKey: key.current() } },
      )
    },
    onSuccess: async (answer) => {
      if ('redirect' in answer) {
        location.assign(answer.redirect)
        return
      }
      toast(text.ready(answer.account.handle))
      await reload('accounts')
      onDone()
    },
  })
}
