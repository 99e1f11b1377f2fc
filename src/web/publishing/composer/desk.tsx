import { Group } from '@mantine/core'
import { getHotkeyHandler } from '@mantine/hooks'
import { useDeferredValue, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'

import type { Account } from '#contract/connections'
import type { Finding } from '#networks/network'

import { useBrandRules } from '../../governance/rules/use-brand-rules.ts'
import { useFormat } from '../../language/use-format.ts'
import { BottomBar, useBar } from './bottom-bar.tsx'
import { reportsOn } from './check-draft.ts'
import { ChecksStrip } from './checks-strip.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import { HistoryButton } from './history-button.tsx'
import { LeaveQuestion } from './leave-question.tsx'
import { saidId } from './media-tile.tsx'
import { focusSetting } from './network-settings.tsx'
import { NetworkTabs } from './network-tabs.tsx'
import { hurdleOf } from './next-action.ts'
import { textId } from './part-editor.tsx'
import { PreviewPane } from './preview-pane.tsx'
import type { Remark } from './remarks.ts'
import { RestoredNote } from './restored-note.tsx'
import { SaveNote } from './save-note.tsx'
import { Sheet } from './sheet.tsx'
import { useAddressees } from './use-addressees.ts'
import { useComposerText } from './use-composer-text.ts'
import { useComposer, type Composer, type Opening } from './use-composer.ts'
import { useObstacles } from './use-obstacles.ts'
import { useTabs } from './use-tabs.ts'
import { useUploads } from './use-uploads.ts'
import { rememberAccounts } from './usual-accounts.ts'
import { isEmpty, partsOn } from './variants.ts'
import { VoiceChecks } from './voice-checks.tsx'
import { voiceFindings } from './voice-findings.ts'
import { Writing } from './writing.tsx'

import styles from './desk.module.css'

interface DeskProps {
  opening: Opening
  accounts: readonly Account[]
  onClose: () => void
}

/** The open composer: on the left what is said, on the right how it will look and what the networks say to it, below where and when. */
export function Desk({ opening, accounts, onClose }: DeskProps) {
  const composer = useComposer(opening)
  const { desk, scheduled, dirty, queue, brand } = composer
  const [asking, setAsking] = useState(false)
  const chosen = useAddressees(composer, accounts)
  const uploads = useUploads(composer)
  const tabs = useTabs(desk.draft, chosen)
  const obstacles = useObstacles(composer, chosen)
  const draft = useDeferredValue(desk.draft)
  const reports = useMemo(() => reportsOn(draft, chosen, brand.altTexts), [draft, chosen, brand.altTexts])
  // Beside one network's text stands what that network says; the tabs show that others say something too.
  const shown = tabs.network === undefined ? reports : reports.filter(({ place }) => place.network === tabs.network)
  const empty = isEmpty(desk.draft)
  const rules = useBrandRules(brand.id)
  const { labelIds } = desk.belonging
  const findings = useMemo(
    () => (empty ? [] : voiceFindings({ draft, accounts: chosen, labelIds, ...rules })),
    [empty, draft, chosen, labelIds, rules],
  )
  const against = findings.some(({ rule }) => rule.severity === 'block')
  const errors = against || obstacles.length > 0 || reports.some((report) => report.findings.some(({ severity }) => severity === 'error'))
  const hurdle = hurdleOf({ empty, accounts: chosen.length, errors })

  function leave(): void {
    if (scheduled && dirty) return setAsking(true)
    void queue.flush()
    onClose()
  }

  function done(): void {
    rememberAccounts(brand.id, desk.accountIds)
    onClose()
  }

  /** To the network’s own text or setting, or to the common text where several say the same of it. */
  function goTo({ networks: [network = '', ...more], finding }: Remark): void {
    if (tabs.shown) flushSync(() => tabs.go(more.length === 0 || finding.setting !== undefined ? network : undefined))
    if (finding.setting === undefined) focusOn(composer, network, finding)
    else focusSetting(network, finding.setting)
  }

  const bar = useBar({ composer, accounts, hurdle, onDone: done })
  return (
    <Sheet title={<Heading composer={composer} accounts={accounts} />} onClose={leave}>
      <div className={styles.desk} onKeyDown={getHotkeyHandler([['mod+Enter', bar.perform, { preventDefault: true }]])} role="presentation">
        <div className={styles.sides}>
          <div className={styles.left}>
            {composer.restored && <RestoredNote composer={composer} />}
            <NetworkTabs tabs={tabs} draft={desk.draft} reports={empty ? [] : reports}>
              <Writing composer={composer} accounts={chosen} tabs={tabs} uploads={uploads} reports={reports} rules={rules} />
            </NetworkTabs>
          </div>
          <div className={styles.right}>
            {!empty && <ChecksStrip draft={draft} reports={shown} others={obstacles} against={against} onGo={goTo} />}
            {!empty && <VoiceChecks composer={composer} tabs={tabs} rules={rules} findings={findings} />}
            <PreviewPane draft={draft} accounts={chosen} network={tabs.network} />
          </div>
        </div>
        <BottomBar composer={composer} accounts={accounts} bar={bar} />
      </div>
      {bar.dialog}
      {composer.saving === 'conflict' && <Conflict composer={composer} />}
      {asking && (
        <LeaveQuestion
          composer={composer}
          blocked={hurdle !== undefined}
          onStay={() => setAsking(false)}
          onLeave={onClose}
          onSave={bar.perform}
        />
      )}
    </Sheet>
  )
}

/** The text, or for a picture, video or document the button that describes it. Those still on their way are not counted by the rules. */
function focusOn({ desk }: Composer, network: string, finding: Finding): void {
  const part = partsOn(desk.draft, network)[finding.part]
  if (part === undefined) return
  const media = finding.media === undefined ? undefined : part.media.filter(({ item }) => item !== undefined)[finding.media]
  const place = document.querySelector<HTMLElement>(`#${CSS.escape(media === undefined ? textId(part) : saidId(media))}`)
  place?.scrollIntoView({ block: 'center' })
  place?.focus()
}

function Conflict({ composer }: { composer: Composer }) {
  const theirs = composer.server.theirs()
  return theirs === undefined ? null : <ConflictNotice composer={composer} theirs={theirs} />
}

function Heading({ composer, accounts }: { composer: Composer; accounts: readonly Account[] }) {
  const words = useComposerText()
  const format = useFormat(composer.brand.timeZone)
  const { post } = composer
  const title =
    post === undefined
      ? words.newPost
      : post.state === 'scheduled' && post.planned
        ? words.editScheduled(format.dateTime(post.planned.at))
        : words.editDraft
  return (
    <Group gap="md" wrap="nowrap">
      {title}
      <SaveNote composer={composer} />
      <HistoryButton composer={composer} accounts={accounts} />
    </Group>
  )
}
