import { Stack, Switch } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'

import type { NoticeKind, Preferences } from '#contract/notifications'

import { api, queries } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { useOutcome } from '../use-outcome.ts'

const kinds = [
  'post-rejected',
  'post-needs-a-person',
  'post-missed',
  'post-left-out',
  'note-mention',
  'account-signed-out',
  'member-joined',
  'rule-alert',
  'thread-due-soon',
  'thread-overdue',
  'must-know',
  'unusual-figures',
  'report-failed',
  'crisis-began',
  'crisis-urgent',
  'crisis-proposed',
  'training',
] as const satisfies readonly NoticeKind[]

/** Which notices also come by e-mail; each switch saves itself. */
export function MailPreferences() {
  const text = useText().teams.profile
  const { data, error, refetch } = useQuery(api.notifications.preferences.queryOptions())
  const status = useQuery(api.teams.setupStatus.queryOptions())
  const save = useMutation(api.notifications.setPreferences.mutationOptions(useOutcome({ changed: 'notifications' })))
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingState rows={5} height={24} />
  const choose = (kind: NoticeKind, wanted: boolean) => {
    const next: Preferences = { email: { ...data.email, [kind]: wanted } }
    queries.setQueryData(api.notifications.preferences.queryKey(), next)
    save.mutate(next)
  }
  return (
    <Stack gap="sm">
      {status.data?.mail === false && <p>{text.noMail}</p>}
      {kinds.map((kind) => (
        <Switch
          key={kind}
          label={text.kinds[kind]}
          checked={data.email[kind]}
          onChange={(event) => choose(kind, event.currentTarget.checked)}
        />
      ))}
    </Stack>
  )
}
