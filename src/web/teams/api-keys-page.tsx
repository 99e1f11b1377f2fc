import { Anchor, Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'

import type { ApiKey } from '#contract/teams'

import { api } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { Page } from '../ui/page.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { useOutcome } from '../use-outcome.ts'
import { NewApiKey } from './new-api-key.tsx'

/** Keys for programs: made, shown once, revoked. */
export function ApiKeysPage() {
  const { teams: text, settings } = useText()
  const [isCreating, setCreating] = useState(false)
  const { data, error, refetch } = useQuery(api.teams.apiKeys.queryOptions())
  const create = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setCreating(true)}>
      {text.apiKeys.create}
    </Button>
  )
  const reference = <Anchor href="/api/docs">{text.apiKeys.reference}</Anchor>
  return (
    <Page title={settings.pages['api-keys']} action={create} lead={text.apiKeys.lead}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={52} />}
      {data?.length === 0 && (
        <EmptyState icon={<KeyRound size={24} />} title={text.apiKeys.none} action={reference}>
          {text.apiKeys.noneHint}
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <>
          <Rows label={settings.pages['api-keys']}>
            {data.map((key) => (
              <KeyRow key={key.id} apiKey={key} />
            ))}
          </Rows>
          {reference}
        </>
      )}
      {isCreating && <NewApiKey onClose={() => setCreating(false)} />}
    </Page>
  )
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const text = useText().teams
  const words = text.apiKeys
  const { list } = useFormat()
  const revoke = useMutation(api.teams.revokeApiKey.mutationOptions(useOutcome({ changed: 'members' })))
  return (
    <Row
      lead={<KeyRound size={18} aria-hidden="true" />}
      title={apiKey.name}
      note={
        <>
          <code>{apiKey.start}…</code> · {text.roles[apiKey.role]}
          {apiKey.scopes && ` (${list(apiKey.scopes.map((scope) => words.scopes[scope]))})`} ·{' '}
          {apiKey.lastUsedAt === undefined ? (
            words.neverUsed
          ) : (
            <>
              {words.lastUsed} <LocalTime at={apiKey.lastUsedAt} as="relative" />
            </>
          )}{' '}
          ·{' '}
          {apiKey.expiresAt === undefined ? (
            words.forever
          ) : (
            <>
              {words.until} <LocalTime at={apiKey.expiresAt} as="longDate" />
            </>
          )}
        </>
      }
    >
      <ConfirmButton
        question={words.revokeAsk(apiKey.name)}
        explanation={words.revokeHint}
        confirm={words.revoke}
        onConfirm={() => revoke.mutateAsync({ apiKeyId: apiKey.id }).catch(() => undefined)}
      >
        {words.revoke}
      </ConfirmButton>
    </Row>
  )
}
