import { Button, Modal } from '@mantine/core'

import type { ContentInput, Post } from '#contract/publishing'

import { useNarrow } from '../../ui/use-narrow.ts'
import { toContent } from './draft-content.ts'
import { useComposerText } from './use-composer-text.ts'
import { writtenOn, type Composer } from './use-composer.ts'

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
  content: Pick<ContentInput, 'parts'>
  action: string
  onTake: () => void
}

function Version({ title, content, action, onTake }: VersionProps) {
  const words = useComposerText().conflict
  const images = content.parts.reduce((sum, part) => sum + part.images.length, 0)
  return (
    <section className={styles.version}>
      <h3>{title}</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must be able to reach it */}
      <div className={styles.text} tabIndex={0} role="region" aria-label={title}>
        {content.parts.map((part, index) => (
          <p key={index}>{part.text || words.noText}</p>
        ))}
        {images > 0 && <p>{words.images(images)}</p>}
      </div>
      <Button variant="default" fullWidth onClick={onTake}>
        {action}
      </Button>
    </section>
  )
}
