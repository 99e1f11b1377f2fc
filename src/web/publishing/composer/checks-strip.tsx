import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'

import { useReason } from '../../errors/use-reason.ts'
import type { Check } from './check-draft.ts'
import type { Draft } from './draft-content.ts'
import { altId } from './image-tile.tsx'
import { textId } from './part-editor.tsx'
import { useComposerText } from './use-composer-text.ts'

import styles from './checks-strip.module.css'

interface ChecksStripProps {
  draft: Draft
  checks: readonly Check[]
  /** What else stands in the way, in words. */
  others: readonly string[]
}

/** What the networks would refuse or doubt, in one quiet list; a click goes to the place. */
export function ChecksStrip({ draft, checks, others }: ChecksStripProps) {
  const words = useComposerText().checks
  const reason = useReason()
  if (checks.length === 0 && others.length === 0) {
    return (
      <p className={styles.good}>
        <CircleCheck size={16} aria-hidden="true" /> {words.good}
      </p>
    )
  }
  return (
    <section className={styles.strip} aria-label={words.title}>
      <ul>
        {others.map((sentence) => (
          <li key={sentence} className={styles.check} data-severity="error">
            <CircleAlert size={16} aria-label={words.error} />
            <span>{sentence}</span>
          </li>
        ))}
        {checks.map((check, index) => (
          <li key={index}>
            <button type="button" className={styles.check} data-severity={check.severity} onClick={() => goTo(draft, check)}>
              {check.severity === 'error' ? (
                <CircleAlert size={16} aria-label={words.error} />
              ) : (
                <TriangleAlert size={16} aria-label={words.warning} />
              )}
              <span>
                {draft.parts.length > 1 && <span className={styles.where}>{words.where(check.part + 1)} · </span>}
                {reason(check.network, check.reason)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The text, or for an image the button that describes it. Images still on their way are not counted by the rules. */
function goTo(draft: Draft, check: Check): void {
  const part = draft.parts[check.part]
  if (part === undefined) return
  const image = check.image === undefined ? undefined : part.images.filter(({ media }) => media !== undefined)[check.image]
  const place = document.querySelector<HTMLElement>(`#${CSS.escape(image === undefined ? textId(part) : altId(image))}`)
  place?.scrollIntoView({ block: 'center' })
  place?.focus()
}
