import { Button, Code, Group, PasswordInput, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import type { WorkspaceSignIn } from '#contract/sign-in'
import type { Role } from '#contract/teams'

import { api, client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useText } from '../../language/text-provider.tsx'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { RoleSelect } from '../role-select.tsx'
import { useChecks } from '../use-checks.ts'
import { useSignInText } from './use-sign-in-text.ts'

import styles from '../../ui/form.module.css'
import key from './key.module.css'

interface Values {
  issuer: string
  clientId: string
  clientSecret: string
  domains: string
  letsIn: boolean
  role: Role
}

/** The workspace's identity provider. */
export function SsoForm({ sso, redirectUri }: Pick<WorkspaceSignIn, 'sso' | 'redirectUri'>) {
  const { teams } = useText()
  const text = useSignInText().workspace
  const explain = useExplain()
  const form = useSsoForm(sso)
  const save = useMutation({
    mutationFn: ({ clientSecret, domains, ...values }: Values) =>
      client.signIn.setSso({ ...values, domains: domainsIn(domains), ...(clientSecret === '' ? {} : { clientSecret }) }),
    onSuccess: async () => {
      toast(text.saved)
      form.setFieldValue('clientSecret', '')
      await reload('members')
    },
  })
  return (
    <form className={styles.form} onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <div>
        {text.redirect}
        <Code block className={key.key}>
          {redirectUri}
        </Code>
      </div>
      <Group>
        <CopyButton value={redirectUri} />
      </Group>
      <TextInput label={text.issuer} description={text.issuerHint} autoComplete="off" {...form.getInputProps('issuer')} />
      <TextInput label={text.clientId} autoComplete="off" {...form.getInputProps('clientId')} />
      <PasswordInput
        label={text.clientSecret}
        description={sso ? text.secretKept : undefined}
        autoComplete="off"
        {...form.getInputProps('clientSecret')}
      />
      <TextInput label={text.domains} description={text.domainsHint} autoComplete="off" {...form.getInputProps('domains')} />
      <Switch label={text.letsIn} description={text.letsInHint} {...form.getInputProps('letsIn', { type: 'checkbox' })} />
      {form.values.letsIn && (
        <RoleSelect label={text.role} value={form.values.role} onChoose={(role) => form.setFieldValue('role', role)} />
      )}
      {save.error && <Trouble>{explain(save.error)}</Trouble>}
      <Group>
        <Button type="submit" loading={save.isPending}>
          {sso ? teams.save : text.save}
        </Button>
        {sso && <EndSso />}
      </Group>
    </form>
  )
}

function useSsoForm(sso: WorkspaceSignIn['sso']) {
  const text = useSignInText().workspace
  const { filled } = useChecks()
  const initialValues: Values = {
    issuer: sso?.issuer ?? '',
    clientId: sso?.clientId ?? '',
    clientSecret: '',
    domains: sso?.domains.join(', ') ?? '',
    letsIn: sso?.letsIn ?? false,
    role: sso?.role ?? 'publisher',
  }
  return useForm({
    initialValues,
    validate: {
      issuer: (value) => (/^https?:\/\/\S+$/.test(value.trim()) ? null : text.address),
      clientId: filled,
      clientSecret: (value) => (sso ? null : filled(value)),
      domains: (value) => {
        const domains = domainsIn(value)
        return domains.length > 0 && domains.every((domain) => /^[a-z0-9.-]+\.[a-z]{2,}$/i.test(domain)) ? null : text.domainsWrong
      },
    },
  })
}

const domainsIn = (text: string) => text.split(/[\s,，、]+/).filter((domain) => domain !== '')

function EndSso() {
  const text = useSignInText().workspace
  const end = useMutation(api.signIn.removeSso.mutationOptions(useOutcome({ changed: 'members' })))
  return (
    <ConfirmButton
      question={text.endAsk}
      explanation={text.endHint}
      confirm={text.end}
      onConfirm={() => end.mutateAsync(undefined).catch(() => undefined)}
    >
      {text.end}
    </ConfirmButton>
  )
}
