import { Button, Modal } from '@mantine/core'

import type { ContentInput, Post } from '#contract/publishing'

import { useNarrow } from '../../ui/use-narrow.ts'
import { toContent } from './draft-content.ts'
import { useComposerText } from './use-composer-text.ts'
import { writtenOn, type Composer } from './use-composer.ts'
import { VersionText } from './version-text.tsx'

import styles from './conflict-notice.module.css'

/** Two people saved the same post: both versions side by side, and nothing is lost until one is chosen. */
export function ConflictNotice({ composer, theirs }: { composer: Composer; theirs: Post }) {
  const words = useComposerText().conflict
  const narrow = useNarrow()
  const { desk, server, queue, begin } = composer
  function keepMine(): void {
    server.adopt({ id: theirs.id, revision: theirs.revision })
    queue.settle(writtenOn(desk))
  }
  return (
    <Modal
      opened
      onClose={() => {}}
      title={words.title}
      size="xl"
      fullScreen={narrow}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <p className={styles.explanation}>{words.explanation}</p>
      <div className={styles.versions}>
        <Version title={words.mine} content={toContent(desk.draft)} action={words.keepMine} onTake={keepMine} />
        <Version title={words.theirs} content={theirs.content} action={words.takeTheirs} onTake={() => begin(theirs)} />
      </div>
    </Modal>
  )
}

interface VersionProps {
  title: string
  content: Pick<ContentInput, 'parts' | 'variants'>
  action: string
  onTake: () => void
}

function Version({ title, content, action, onTake }: VersionProps) {
  return (
    <section className={styles.version}>
      <h3>{title}</h3>
      <VersionText label={title} content={content} />
      <Button variant="default" fullWidth onClick={onTake}>
        {action}
      </Button>
    </section>
  )
}
