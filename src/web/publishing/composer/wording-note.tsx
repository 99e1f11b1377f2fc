import { Undo2 } from 'lucide-react'

import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { networkName } from '../../networks.ts'
import { undoToast } from '../../ui/toast.tsx'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'
import { changeParts, followCommon, isTailored } from './variants.ts'
import type { Wording } from './wording.ts'

import styles from './wording-note.module.css'

interface WordingNoteProps {
  composer: Composer
  wording: Wording
  networks: readonly string[]
}

/** Who will read what is written here, in a quiet sentence, and the way back to the common text. */
export function WordingNote({ composer, wording: { network }, networks }: WordingNoteProps) {
  const words = useComposerText().tabs
  const format = useFormat()
  const { draft } = composer.desk
  if (network === undefined) {
    const others = networks.filter((each) => isTailored(draft, each))
    return others.length === 0 ? null : (
      <p className={styles.note}>{words.notReached(format.list(others.map(networkName)), others.length)}</p>
    )
  }
  if (!isTailored(draft, network)) return <p className={styles.note}>{words.follows(networkName(network))}</p>
  return (
    <p className={styles.note}>
      <span>{words.own(networkName(network))}</span>
      <FollowAgain composer={composer} network={network} />
    </p>
  )
}

function FollowAgain({ composer, network }: { composer: Composer; network: string }) {
  const words = useComposerText().tabs
  const { undo } = useText().ui
  const { desk, change } = composer

  function follow(): void {
    const own = desk.draft.variants[network]?.parts
    change((now) => ({ ...now, draft: followCommon(now.draft, network) }))
    undoToast({
      message: words.followsAgain(networkName(network)),
      undo,
      // What was written for the network since then is newer than what would come back.
      onUndo: () =>
        change((now) =>
          own === undefined || isTailored(now.draft, network) ? now : { ...now, draft: changeParts(now.draft, network, () => own) },
        ),
    })
  }

  return (
    <button type="button" className={styles.button} onClick={follow}>
      <Undo2 size={14} aria-hidden="true" /> {words.followAgain}
    </button>
  )
}
