import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'

import { api, client } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useLanguage } from '../language/text-provider.tsx'
import { ErrorState, LoadingState, Trouble } from '../ui/states.tsx'
import { Door } from './door.tsx'
import { enter } from './enter.ts'
import { useChecks } from './use-checks.ts'

import styles from './door.module.css'

/** What the link offers, and joining with a new login or the one a person has. */
export function InvitationPage() {
  const text = useLanguage().texts.teams
  const { token } = useParams({ from: '/invitation/$token' })
  const { data, error, refetch } = useQuery(api.teams.invitation.queryOptions({ input: { token } }))
  if (error) {
    return (
      <Door title={text.invitation}>
        <ErrorState error={error} title={text.invitationOver} retry={() => void refetch()} />
      </Door>
    )
  }
  if (!data) {
    return (
      <Door title={text.invitation}>
        <LoadingState rows={3} />
      </Door>
    )
  }
  return (
    <Door title={text.join(data.workspaceName)} lead={data.role === undefined ? text.joinInPart : text.joinAs[data.role]}>
      <JoinForm token={token} email={data.email} hasLogin={data.hasLogin} />
    </Door>
  )
}

function JoinForm({ token, email, hasLogin }: { token: string; email: string; hasLogin: boolean }) {
  const { language, texts } = useLanguage()
  const text = texts.teams
  const explain = useExplain()
  const checks = useChecks()
  const form = useForm({
    initialValues: { name: '', password: '' },
    validate: {
      name: (value) => (hasLogin ? null : checks.name(value)),
      password: hasLogin ? checks.filled : checks.password,
    },
  })
  const accept = useMutation({
    mutationFn: async ({ name, password }: typeof form.values) => {
      await client.teams.acceptInvitation({ token, password, ...(hasLogin ? {} : { name, language }) })
      await enter({ email, password }, '/')
    },
  })
  return (
    <form className={styles.form} onSubmit={form.onSubmit((values) => accept.mutate(values))} noValidate>
      <TextInput label={text.email} value={email} readOnly autoComplete="username" />
      {!hasLogin && <TextInput label={text.name} autoComplete="name" {...form.getInputProps('name')} />}
      <PasswordInput
        label={text.password}
        description={hasLogin ? text.ownPasswordHint : text.passwordHint}
        autoComplete={hasLogin ? 'current-password' : 'new-password'}
        {...form.getInputProps('password')}
      />
      {accept.error && <Trouble>{explain(accept.error)}</Trouble>}
      <Button type="submit" loading={accept.isPending}>
        {text.joinNow}
      </Button>
    </form>
  )
}
