import { Avatar as MantineAvatar } from '@mantine/core'
import type { ReactNode } from 'react'

import styles from './avatar.module.css'

interface AvatarProps {
  name: string
  url?: string | undefined
  size?: number
  /** A small mark at the corner, such as a network's icon. */
  mark?: ReactNode
}

/** A face or initials. The name stands beside it, so it says nothing to a screen reader. */
export function Avatar({ name, url, size = 32, mark }: AvatarProps) {
  return (
    <span className={styles.avatar} aria-hidden="true">
      <MantineAvatar
        src={url ?? null}
        size={size}
        radius="50%"
        alt=""
        imageProps={{ referrerPolicy: 'no-referrer' }}
        className={styles.face}
      >
        {initials(name)}
      </MantineAvatar>
      {mark !== undefined && <span className={styles.mark}>{mark}</span>}
    </span>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = firstLetter(words[0]) ?? '?'
  const isHan = /\p{Script=Han}/u.test(first)
  const last = words.length > 1 && !isHan ? (firstLetter(words.at(-1)) ?? '') : ''
  return (first + last).toUpperCase()
}

/** As people see it: an emoji or an accented letter is one. */
const firstLetter = (word = '') => letters.segment(word)[Symbol.iterator]().next().value?.segment

const letters = new Intl.Segmenter()
