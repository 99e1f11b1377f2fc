import { ExternalLink, FileText } from 'lucide-react'

import type { ThreadSummary } from '#contract/inbox'

import { useInboxText } from './use-inbox-text.ts'

import styles from './about-post.module.css'

/** The post that the thread is about: always in sight, above what is said of it. */
export function AboutPost({ about: { url, text, author } }: { about: NonNullable<ThreadSummary['about']> }) {
  const words = useInboxText().thread
  const whose = author === undefined ? words.ourPost : words.postBy(author)
  return (
    <aside className={styles.about} aria-label={words.about}>
      <FileText size={16} aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>
        <span className={styles.whose}>{whose}</span>
        <p className={styles.text} dir="auto" title={text}>
          {text || words.postWithoutWords}
        </p>
      </div>
      {url !== '' && (
        <a href={url} target="_blank" rel="noreferrer" className={styles.link}>
          {words.open} <ExternalLink size={12} aria-hidden="true" />
        </a>
      )}
    </aside>
  )
}
