import { Button, Group } from '@mantine/core'
import { Plus } from 'lucide-react'
import { flushSync } from 'react-dom'

import type { Account } from '#contract/connections'

import { placesOf, tightest, type Place } from './check-draft.ts'
import { addPartsAfter } from './draft-parts.ts'
import { newPart } from './draft.ts'
import { LanguageChoice } from './language-choice.tsx'
import { NetworkSettings, settingsId, SettingsSummary } from './network-settings.tsx'
import { PartEditor } from './part-editor.tsx'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'
import type { Tabs } from './use-tabs.ts'
import type { Uploads } from './use-uploads.ts'
import { WordingNote } from './wording-note.tsx'
import { wordingOf, type Wording } from './wording.ts'

import styles from './writing.module.css'

interface WritingProps {
  composer: Composer
  accounts: readonly Account[]
  tabs: Tabs
  uploads: Uploads
}

/** What is said: the text under the open tab, part by part. */
export function Writing({ composer, accounts, tabs, uploads }: WritingProps) {
  const { desk, change } = composer
  const places = placesOf(accounts)
  const wording = wordingOf(composer, places, tabs.network)
  return (
    <div className={styles.writing}>
      {tabs.shown && <WordingNote composer={composer} wording={wording} networks={tabs.networks} />}
      {wording.parts.map((part, index) => (
        <PartEditor key={part.key} wording={wording} uploads={uploads} part={part} index={index} />
      ))}
      <Settings composer={composer} places={places} tabs={tabs} />
      <Group justify="space-between">
        <AddPart wording={wording} />
        <LanguageChoice
          languages={desk.draft.languages}
          max={tightest(places).maxLanguages}
          onChange={(languages) => change((now) => ({ ...now, draft: { ...now.draft, languages } }))}
        />
      </Group>
    </div>
  )
}

/** Of the open network, or of the only one; under the common text a summary that leads to each. */
function Settings({ composer, places, tabs }: { composer: Composer; places: readonly Place[]; tabs: Tabs }) {
  const network = tabs.network ?? (tabs.networks.length === 1 ? tabs.networks[0] : undefined)
  if (network !== undefined) return <NetworkSettings composer={composer} network={network} places={places} />
  function goTo(chosen: string): void {
    flushSync(() => tabs.go(chosen))
    document.getElementById(settingsId(chosen))?.querySelector<HTMLElement>('input, select')?.focus()
  }
  return <SettingsSummary composer={composer} networks={tabs.networks} places={places} onGo={goTo} />
}

function AddPart({ wording }: { wording: Wording }) {
  const words = useComposerText()
  const last = wording.parts.at(-1)
  if (last === undefined || wording.parts.length >= tightest(wording.places).maxParts) return <span />
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<Plus size={14} aria-hidden="true" />}
      onClick={() => wording.change((parts) => addPartsAfter(parts, last.key, [newPart()]))}
    >
      {words.addPart}
    </Button>
  )
}
