import { Navigate } from '@tanstack/react-router'

import { useText } from '../language/text-provider.tsx'
import { Page } from '../ui/page.tsx'
import { useNarrow } from '../ui/use-narrow.ts'
import { SettingsList } from './settings-list.tsx'

/** On a phone the list itself; with room for both, straight to the accounts. */
export function SettingsIndex() {
  const text = useText().settings
  const narrow = useNarrow()
  if (!narrow) return <Navigate to="/settings/accounts" replace />
  return (
    <Page title={text.title}>
      <SettingsList />
    </Page>
  )
}
