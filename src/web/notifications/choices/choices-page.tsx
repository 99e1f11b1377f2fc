import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { Preferences } from '#contract/notifications'

import { api } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { kindGroups } from '../kind-groups.ts'
import { Browsers } from './browsers.tsx'
import { KindWays } from './kind-ways.tsx'
import { RhythmFields } from './rhythm-fields.tsx'
import { useChoicesText } from './use-choices-text.ts'

/** How and when notices reach me; each choice saves itself. */
export function ChoicesPage() {
  const words = useChoicesText()
  const { pages } = useText().settings
  const { data: kept, error, refetch } = useQuery(api.notifications.preferences.queryOptions())
  const status = useQuery(api.teams.setupStatus.queryOptions())
  // What was chosen here stands, whatever an answer to an earlier choice says; the choices are saved one after the other.
  const [chosen, setChosen] = useState<Preferences>()
  const save = useMutation({
    ...api.notifications.setPreferences.mutationOptions(useOutcome({ changed: 'notifications' })),
    scope: { id: 'notification-preferences' },
  })
  const data = chosen ?? kept
  const choose = (next: Preferences) => {
    setChosen(next)
    save.mutate(next, { onError: () => setChosen(undefined) })
  }
  return (
    <Page title={pages.notifications} lead={words.lead}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={8} height={32} />}
      {data !== undefined && (
        <>
          {status.data?.mail === false && <p>{words.noMail}</p>}
          {kindGroups.map(({ group, kinds }) => (
            <Section key={group} title={words.groups[group]} hint={group === 'crisis' ? words.noCrisisDaily : undefined}>
              {kinds.map((kind) => (
                <KindWays
                  key={kind}
                  name={words.kinds[kind]}
                  mayWait={group !== 'crisis'}
                  ways={data.kinds[kind]}
                  onChoose={(ways) => choose({ ...data, kinds: { ...data.kinds, [kind]: ways } })}
                />
              ))}
            </Section>
          ))}
          <Section title={words.times}>
            <RhythmFields rhythm={data.rhythm} onChoose={(rhythm) => choose({ ...data, rhythm })} />
          </Section>
          <Section title={words.browser.title} hint={words.browser.hint}>
            <Browsers />
          </Section>
        </>
      )}
    </Page>
  )
}
