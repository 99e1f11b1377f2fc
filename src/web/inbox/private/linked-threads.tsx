import { Link } from '@tanstack/react-router'
import { Lock, MessageSquare } from 'lucide-react'

import type { Thread } from '#contract/inbox'

import { useInboxSearch } from '../use-inbox-search.ts'
import { useInboxText } from '../use-inbox-text.ts'

import styles from './linked-threads.module.css'

/** What began in public and went on in private is one story in two threads: each leads to the other. */
export function LinkedThreads({ thread: { linked } }: { thread: Thread }) {
  const words = useInboxText().privately
  const { search } = useInboxSearch()
  if (linked.length === 0) return null
  return (
    <ul className={styles.linked} aria-label={words.linked}>
      {linked.map(({ id, kind, firstLine }) => {
        const Icon = kind === 'message' ? Lock : MessageSquare
        return (
          <li key={id}>
            <Icon size={14} aria-hidden="true" />
            <Link to="/inbox" search={{ ...search, thread: id }}>
              {kind === 'message' ? words.wentOn : words.cameFrom}
            </Link>
            <span className={styles.line} dir="auto">
              {firstLine}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
