import { Button, Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useState } from 'react'

import type { Account } from '#contract/connections'
import type { Edit } from '#contract/publishing'

import { api } from '../../../api.ts'
import { useText } from '../../../language/text-provider.tsx'
import { useFormat } from '../../../language/use-format.ts'
import { networkName } from '../../../networks.ts'
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states.tsx'
import { undoToast } from '../../../ui/toast.tsx'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { fromContent } from '../draft-content.ts'
import { useComposerText } from '../use-composer-text.ts'
import type { Composer } from '../use-composer.ts'
import { changesBetween, type Change } from './changes-between.ts'
import { VersionDiff } from './version-diff.tsx'

import styles from './history-panel.module.css'

interface HistoryPanelProps {
  composer: Composer
  /** All that are connected. */
  accounts: readonly Account[]
  postId: string
  onClose: () => void
}

/** What the post said before: who changed what and when, what exactly, and the way back to it. */
export function HistoryPanel({ composer, accounts, postId, onClose }: HistoryPanelProps) {
  const words = useComposerText().history
  const { close } = useText().ui
  const narrow = useNarrow()
  const history = useQuery({ ...api.publishing.history.queryOptions({ input: { postId } }), staleTime: 0 })
  const restore = useRestore(composer, accounts)

  function bringBack(edit: Edit): void {
    restore(edit)
    onClose()
  }

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={narrow ? '100%' : 'md'}
      title={words.title}
      closeButtonProps={{ 'aria-label': close }}
    >
      {history.isPending && <LoadingState rows={4} />}
      {history.isError && <ErrorState error={history.error} retry={() => void history.refetch()} />}
      {history.isSuccess && history.data.length < 2 && <EmptyState icon={<History size={24} />} title={words.none} />}
      {history.isSuccess && history.data.length >= 2 && (
        <Versions edits={history.data} timeZone={composer.brand.timeZone} onRestore={bringBack} />
      )}
    </Drawer>
  )
}

/** Newest first; each is compared with the one before it. */
function Versions({ edits, ...shared }: { edits: readonly Edit[]; timeZone: string; onRestore: (edit: Edit) => void }) {
  const [openId, setOpenId] = useState<string>()
  return (
    <ol className={styles.versions}>
      {edits.map((edit, index) => (
        <Version
          key={edit.id}
          {...shared}
          edit={edit}
          before={edits[index + 1]}
          isNow={index === 0}
          open={edit.id === openId}
          onToggle={() => setOpenId(edit.id === openId ? undefined : edit.id)}
        />
      ))}
    </ol>
  )
}

interface VersionProps {
  timeZone: string
  edit: Edit
  before: Edit | undefined
  isNow: boolean
  open: boolean
  onToggle: () => void
  onRestore: (edit: Edit) => void
}

function Version({ timeZone, edit, before, isNow, open, onToggle, onRestore }: VersionProps) {
  const words = useComposerText().history
  const format = useFormat(timeZone)
  const inWords = useChangeWords()
  return (
    <li className={styles.version}>
      <button type="button" className={styles.head} aria-expanded={open} onClick={onToggle}>
        <span className={styles.when}>
          {isNow ? words.now : format.dateTime(edit.at)}
          {edit.by !== undefined && <span className={styles.who}> · {edit.by.name}</span>}
        </span>
        <span>{changesBetween(before, edit).map(inWords).join(' · ')}</span>
      </button>
      {open && (
        <div className={styles.body}>
          <VersionDiff before={before?.content} after={edit.content} />
          {!isNow && (
            <Button variant="default" size="compact-sm" onClick={() => onRestore(edit)}>
              {words.restore}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function useChangeWords(): (change: Change) => string {
  const { changes } = useComposerText().history
  return (change) => {
    const what = changes[change.kind]
    return 'network' in change && change.network !== undefined ? changes.on(networkName(change.network), what) : what
  }
}

/**
 * Brings a version into the composer, where it is saved like anything written; what was there comes back by undoing.
 * An account that was disconnected since then stays away.
 */
function useRestore({ desk, change, brand }: Composer, accounts: readonly Account[]): (edit: Edit) => void {
  const words = useComposerText().history
  const { undo } = useText().ui
  const format = useFormat(brand.timeZone)
  return (edit) => {
    const { draft, accountIds } = desk
    const there = edit.accountIds.filter((wanted) => accounts.some(({ id }) => id === wanted))
    change((now) => ({ ...now, draft: fromContent(edit.content), accountIds: there }))
    undoToast({
      message: words.restored(format.dateTime(edit.at)),
      undo,
      onUndo: () => change((now) => ({ ...now, draft, accountIds })),
    })
  }
}
