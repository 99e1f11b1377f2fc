import { ActionIcon, Tooltip } from '@mantine/core'
import { History } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import type { Account } from '#contract/connections'

import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'

const HistoryPanel = lazy(async () => ({ default: (await import('./history/history-panel.tsx')).HistoryPanel }))

/** Opens what the post said before, once it exists on the server. */
export function HistoryButton({ composer, accounts }: { composer: Composer; accounts: readonly Account[] }) {
  const words = useComposerText().history
  const [open, setOpen] = useState(false)
  const { post } = composer
  if (post === undefined) return null
  return (
    <>
      <Tooltip label={words.title}>
        <ActionIcon variant="subtle" color="gray" aria-label={words.title} onClick={() => setOpen(true)}>
          <History size={16} />
        </ActionIcon>
      </Tooltip>
      {open && (
        <Suspense>
          <HistoryPanel composer={composer} accounts={accounts} postId={post.id} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
