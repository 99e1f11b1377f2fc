import { Switch } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'

import type { WorkspaceSignIn } from '#contract/sign-in'

import { api } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { SsoForm } from './sso-form.tsx'
import { useSignInText } from './use-sign-in-text.ts'

/** How members prove who they are, as its owner wants it. */
export function WorkspaceSignInPage() {
  const { settings } = useText()
  const text = useSignInText().workspace
  const { data, error, refetch } = useQuery(api.signIn.workspace.queryOptions())
  return (
    <Page title={settings.pages['workspace-sign-in']} lead={text.lead}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={5} height={52} />}
      {data && (
        <>
          <Section title={text.twoFactors}>
            <RequireTwoFactors {...data} />
          </Section>
          <Section title={text.sso} hint={text.ssoHint}>
            <SsoForm key={data.sso?.issuer ?? ''} {...data} />
          </Section>
        </>
      )}
    </Page>
  )
}

function RequireTwoFactors({ twoFactorsRequired, without }: WorkspaceSignIn) {
  const { teams } = useText()
  const text = useSignInText().workspace
  const { list } = useFormat()
  const require = useMutation(api.signIn.requireTwoFactors.mutationOptions(useOutcome({ changed: 'members', says: teams.saved })))
  return (
    <>
      <Switch
        label={text.require}
        description={text.requireHint}
        checked={twoFactorsRequired}
        disabled={require.isPending}
        onChange={(event) => require.mutate({ twoFactorsRequired: event.currentTarget.checked })}
      />
      <p>{without.length === 0 ? text.everyone : text.without(list(without))}</p>
    </>
  )
}
