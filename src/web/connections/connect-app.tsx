import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'

import type { NetworkInfo } from '#contract/connections'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Trouble } from '../ui/states.tsx'
import { ConnectField } from './connect-field.tsx'
import { GuideText } from './guide-text.tsx'
import { useWords } from './use-words.ts'

import styles from './connect-guide.module.css'

interface AppKeysProps {
  network: NetworkInfo
  app: NonNullable<NetworkInfo['app']>
  onBack: (() => void) | undefined
  onKept: () => void
}

/** The keys of the app that the owner registers with the network, once for the workspace; with what the network has to be told of Hearth. */
export function AppKeys({ network, app, onBack, onKept }: AppKeysProps) {
  const { connections: text, teams } = useText()
  const words = useWords()
  const explain = useExplain()
  const form = useForm<Record<string, string>>({
    initialValues: Object.fromEntries(app.fields.map(({ name }) => [name, ''])),
    validate: Object.fromEntries(
      app.fields
        .filter(({ required }) => required)
        .map(({ name }) => [name, (value: string) => (value.trim() === '' ? teams.checks.fillIn : null)]),
    ),
  })
  const keep = useMutation({
    mutationFn: (fields: Record<string, string>) => client.connections.keepApp({ network: network.id, fields }),
    onSuccess: async () => {
      await reload('accounts')
      onKept()
    },
  })
  return (
    <form className={styles.form} onSubmit={form.onSubmit((fields) => keep.mutate(fields))} noValidate>
      <GuideText>{words(network.id, 'app.guide') ?? ''}</GuideText>
      <Shown label={text.keys.wayBack} hint={text.keys.wayBackHint} value={app.redirectUrl} />
      {app.webhook && (
        <>
          <Shown label={text.keys.webhook} hint={text.keys.webhookHint} value={app.webhook.address} />
          <Shown label={text.keys.webhookToken} hint={text.keys.webhookTokenHint} value={app.webhook.token} />
        </>
      )}
      {app.fields.map((field) => (
        <ConnectField key={field.name} field={field} word={(code) => words(network.id, `app.${code}`)} form={form} />
      ))}
      <p className={styles.hint}>{text.keys.sealed}</p>
      {keep.error && <Trouble>{explain(keep.error)}</Trouble>}
      <div className={styles.buttons}>
        {onBack ? (
          <Button variant="default" onClick={onBack}>
            {text.back}
          </Button>
        ) : (
          <span />
        )}
        <Button type="submit" loading={keep.isPending}>
          {text.keys.keep}
        </Button>
      </div>
    </form>
  )
}

/** What the network has to be told of us, to be copied. */
function Shown({ label, hint, value }: { label: string; hint: string; value: string }) {
  const id = useId()
  return (
    <div className={styles.wayBack}>
      <TextInput id={id} label={label} description={hint} value={value} readOnly className={styles.wayBackField} />
      <CopyButton value={value} />
    </div>
  )
}
