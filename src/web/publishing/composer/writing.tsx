import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { flushSync } from 'react-dom'

import { checkWritten, writtenOf } from '#contract/brand-rules'
import type { Account } from '#contract/connections'

import { api } from '../../api.ts'
import { useReason } from '../../errors/use-reason.ts'
import type { BrandRules } from '../../governance/rules/use-brand-rules.ts'
import { fieldsOf, placesOf, tightest, type Addressee, type Place, type Report } from './check-draft.ts'
import { toPostContent } from './draft-content.ts'
import { addPartsAfter } from './draft-parts.ts'
import { newPart } from './draft.ts'
import { KindTabs } from './kind-tabs.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { LinkNote } from './link-note.tsx'
import type { Mark } from './mark-text.ts'
import { focusSetting, NetworkSettings } from './network-settings.tsx'
import { PartEditor } from './part-editor.tsx'
import { remarksOf, type Remark } from './remarks.ts'
import { SettingsSummary } from './settings-summary.tsx'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'
import type { Tabs } from './use-tabs.ts'
import type { Uploads } from './use-uploads.ts'
import { WordingNote } from './wording-note.tsx'
import { wordingOf, type Wording } from './wording.ts'

import styles from './writing.module.css'

interface WritingProps {
  composer: Composer
  accounts: readonly Addressee[]
  tabs: Tabs
  uploads: Uploads
  reports: readonly Report[]
  rules: BrandRules
}

/** What is said: the text under the open tab, part by part. */
export function Writing({ composer, accounts, tabs, uploads, reports, rules }: WritingProps) {
  const { desk, change } = composer
  const places = placesOf(accounts)
  const wording = wordingOf(composer, places, tabs.network)
  const mentionsOn = useMentionsOn(accounts, wording)
  const remarks = useRemarks(composer, reports, wording)
  const marks = marksOn(composer, rules, tabs.network)
  const alone = tabs.network ?? (tabs.networks.length === 1 ? tabs.networks[0] : undefined)
  return (
    <div className={styles.writing}>
      {tabs.shown && <WordingNote composer={composer} wording={wording} networks={tabs.networks} />}
      {alone !== undefined && <KindTabs composer={composer} network={alone} places={places} />}
      {wording.parts.map((part, index) => (
        <PartEditor
          key={part.key}
          wording={wording}
          uploads={uploads}
          part={part}
          index={index}
          remarks={remarks.filter(({ finding }) => finding.part === index)}
          language={desk.draft.languages[0] ?? ''}
          mentionsOn={mentionsOn}
          marks={marks.filter(({ part: at }) => at === index)}
        />
      ))}
      {alone === undefined ? (
        <Summary composer={composer} places={places} tabs={tabs} />
      ) : (
        <NetworkSettings composer={composer} network={alone} places={places} reports={reports} />
      )}
      <LinkNote draft={desk.draft} accounts={accounts} />
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

/** Where the open text does not keep the brand's rules. */
function marksOn({ desk }: Composer, { ready, ruleOf }: BrandRules, network: string | undefined): readonly (Mark & { part: number })[] {
  const written = writtenOf(toPostContent(desk.draft, network ?? ''), { where: 'posts', labelIds: desk.belonging.labelIds })
  return checkWritten(ready, written).flatMap(({ ruleId, part, media, at }) =>
    at && media === undefined ? [{ part, ...at, severity: ruleOf(ruleId)?.severity ?? 'advise' }] : [],
  )
}

/** Whose network is asked for profiles: only where one network alone reads this text, since each writes mentions in its own way. */
function useMentionsOn(accounts: readonly Account[], { places }: Wording): Account | undefined {
  const networks = useQuery(api.connections.networks.queryOptions())
  const [only, ...others] = new Set(places.map(({ network }) => network))
  if (others.length > 0 || !networks.data?.some(({ id, mentions }) => mentions && id === only)) return undefined
  return accounts.find(({ network }) => network === only)
}

/** What those who read this text say of it. */
function useRemarks({ desk }: Composer, reports: readonly Report[], { places }: Wording): readonly Remark[] {
  const reason = useReason()
  const readers = reports.filter(({ place }) => places.some(({ network }) => network === place.network))
  return remarksOf(desk.draft, readers, reason)
}

/** Under the common text, what is chosen on each network leads to its place there. */
function Summary({ composer, places, tabs }: { composer: Composer; places: readonly Place[]; tabs: Tabs }) {
  function goTo(chosen: string): void {
    flushSync(() => tabs.go(chosen))
    const [first] = fieldsOf(places, chosen)
    if (first !== undefined) focusSetting(chosen, first.name)
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
