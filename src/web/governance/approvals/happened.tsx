import type { ApprovalDetail } from '#contract/governance'

import { useFormat } from '../../language/use-format.ts'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

/** Everything that happened to it, in order. */
export function Happened({ history }: Pick<ApprovalDetail, 'history'>) {
  const words = useApprovalsText()
  const format = useFormat()
  if (history.length === 0) return null
  return (
    <section aria-label={words.history.title}>
      <h2 className={styles.heading}>{words.history.title}</h2>
      <ol className={styles.list}>
        {history.map((verdict) => (
          <li key={verdict.id} className={styles.step}>
            <span>
              {sentence(verdict, words)}
              {verdict.inPlace && ` (${words.history.inPlace})`}
            </span>
            {verdict.text !== '' && (
              <p className={styles.text} dir="auto">
                {verdict.text}
              </p>
            )}
            <span className={styles.quiet}>
              {words.version(verdict.version)} · {format.dateTime(verdict.at)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function sentence({ kind, by }: ApprovalDetail['history'][number], { history, hearth }: ReturnType<typeof useApprovalsText>): string {
  if (kind === 'passed' || kind === 'held' || kind === 'escalated') return history[kind]
  return history[kind](by ?? hearth)
}
