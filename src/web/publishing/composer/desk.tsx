import { Button, Group } from '@mantine/core'
import { getHotkeyHandler } from '@mantine/hooks'
import { Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'

import type { Account } from '#contract/connections'

import { useFormat } from '../../language/use-format.ts'
import { BottomBar, useBar } from './bottom-bar.tsx'
import { checkDraft, placesOf, tightest } from './check-draft.ts'
import { ChecksStrip } from './checks-strip.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import { addPartAfter, isEmpty, newPart } from './draft-content.ts'
import { LanguageChoice } from './language-choice.tsx'
import { LeaveQuestion } from './leave-question.tsx'
import { hurdleOf } from './next-action.ts'
import { PartEditor } from './part-editor.tsx'
import { PreviewPane } from './preview-pane.tsx'
import { RestoredNote } from './restored-note.tsx'
import { SaveNote } from './save-note.tsx'
import { Sheet } from './sheet.tsx'
import { useComposerText } from './use-composer-text.ts'
import { useComposer, type Composer, type Opening } from './use-composer.ts'
import { useUploads } from './use-uploads.ts'
import { rememberAccounts } from './usual-accounts.ts'

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
  const chosen = accounts.filter(({ id }) => desk.accountIds.includes(id))
  const obstacles = useObstacles(composer, chosen)
  const checks = useDeferredValue(checkDraft(desk.draft, placesOf(chosen)))
  const empty = isEmpty(desk.draft)
  const errors = obstacles.length > 0 || checks.some(({ severity }) => severity === 'error')
  const hurdle = hurdleOf({ empty, accounts: chosen.length, errors })
  const blocked = hurdle !== undefined

  function leave(): void {
    if (scheduled && dirty) return setAsking(true)
    void queue.flush()
    onClose()
  }

  const bar = useBar({
    composer,
    accounts,
    hurdle,
    onDone: () => {
      rememberAccounts(brand.id, desk.accountIds)
      onClose()
    },
  })
  return (
    <Sheet title={<Heading composer={composer} />} onClose={leave}>
      <div className={styles.desk} onKeyDown={getHotkeyHandler([['mod+Enter', bar.perform, { preventDefault: true }]])} role="presentation">
        <div className={styles.sides}>
          <Writing composer={composer} chosen={chosen} />
          <div className={styles.right}>
            {!empty && <ChecksStrip draft={desk.draft} checks={checks} others={obstacles} />}
            <PreviewPane draft={desk.draft} accounts={chosen} />
          </div>
        </div>
        <BottomBar composer={composer} accounts={accounts} bar={bar} />
      </div>
      {composer.saving === 'conflict' && <Conflict composer={composer} />}
      {asking && (
        <LeaveQuestion composer={composer} blocked={blocked} onStay={() => setAsking(false)} onLeave={onClose} onSave={bar.perform} />
      )}
    </Sheet>
  )
}

function Conflict({ composer }: { composer: Composer }) {
  const theirs = composer.server.theirs()
  return theirs === undefined ? null : <ConflictNotice composer={composer} theirs={theirs} />
}

function Heading({ composer }: { composer: Composer }) {
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
    </Group>
  )
}

function Writing({ composer, chosen }: { composer: Composer; chosen: readonly Account[] }) {
  const words = useComposerText()
  const { desk, change, restored } = composer
  const uploads = useUploads(composer)
  const places = placesOf(chosen)
  const limits = tightest(places)
  const last = desk.draft.parts.at(-1)
  return (
    <div className={styles.left}>
      {restored && <RestoredNote composer={composer} />}
      {desk.draft.parts.map((part, index) => (
        <PartEditor key={part.key} composer={composer} uploads={uploads} places={places} part={part} index={index} />
      ))}
      <Group justify="space-between">
        {last !== undefined && desk.draft.parts.length < limits.maxParts && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<Plus size={14} aria-hidden="true" />}
            onClick={() => change((now) => ({ ...now, draft: addPartAfter(now.draft, last.key, newPart()) }))}
          >
            {words.addPart}
          </Button>
        )}
        <LanguageChoice
          languages={desk.draft.languages}
          max={limits.maxLanguages}
          onChange={(languages) => change((now) => ({ ...now, draft: { ...now.draft, languages } }))}
        />
      </Group>
    </div>
  )
}

/** What stands in the way beside the networks' own rules. */
function useObstacles({ desk }: Composer, chosen: readonly Account[]): readonly string[] {
  const words = useComposerText().checks
  const out = chosen.filter((account) => account.health.state === 'signed-out')
  const uploading = desk.draft.parts.some((part) => part.images.some((image) => image.upload !== undefined))
  return [
    ...(chosen.length === 0 ? [words.noAccount] : []),
    ...out.map(({ handle }) => words.signedOut(handle)),
    ...(uploading ? [words.uploading] : []),
  ]
}
