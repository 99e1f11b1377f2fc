import type { DocumentPage } from '#contract/governance'

import { useFormat } from '../../language/use-format.ts'
import { Section } from '../../ui/page.tsx'
import { lineDiff } from './line-diff.ts'
import { useTrainingText } from './use-training-text.ts'

import styles from './training.module.css'

/** Every version with who wrote it, when, and what it changed. */
export function Versions({ document: { versions } }: { document: DocumentPage }) {
  const words = useTrainingText()
  const format = useFormat()
  return (
    <Section title={words.document.versions}>
      <ol className={styles.versions} reversed start={versions.length}>
        {versions.map((version, index) => (
          <li key={version.version}>
            <p className={styles.version}>
              <strong>{words.version(format.number(version.version))}</strong> {words.document.by(version.by, format.dateTime(version.at))}
              {version.note !== '' && <span dir="auto"> · {version.note}</span>}
            </p>
            <Changes before={versions[index + 1]?.body} after={version.body} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Changes({ before, after }: { before: string | undefined; after: string }) {
  const words = useTrainingText().document
  if (before === undefined) return <p className={styles.quiet}>{words.first}</p>
  const changed = lineDiff(before, after).filter(({ kind, text }) => kind !== 'same' && text.trim() !== '')
  if (changed.length === 0) return <p className={styles.quiet}>{words.same}</p>
  return (
    <details>
      <summary>{words.differences}</summary>
      <ul className={styles.diff}>
        {changed.map(({ kind, text }, index) => (
          <li key={index} data-kind={kind} dir="auto">
            <span className="visually-hidden">{kind === 'added' ? words.added : words.removed} </span>
            <span aria-hidden="true">{kind === 'added' ? '+ ' : '− '}</span>
            {text}
          </li>
        ))}
      </ul>
    </details>
  )
}
