import { CircleAlert } from 'lucide-react'

import type { Post } from '#contract/publishing'

import { useText } from '../../language/text-provider.tsx'
import { useObstacleWords } from './use-obstacle-words.ts'

import styles from './partly-out.module.css'

/** Said first where a scheduled post would not go out as it stands. */
export function Obstacles({ obstacles }: Pick<Post, 'obstacles'>) {
  const words = useText().post
  const inWords = useObstacleWords()
  if (obstacles.length === 0) return null
  return (
    <div className={styles.partly} role="status">
      <CircleAlert size={18} aria-hidden="true" />
      <div>
        <strong>{words.obstructed}</strong>
        {obstacles.map((obstacle) => (
          <p key={obstacle.kind}>{inWords(obstacle)}</p>
        ))}
      </div>
    </div>
  )
}
