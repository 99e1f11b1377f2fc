import { Repeat2 } from 'lucide-react'

import { useText } from '../../language/text-provider.tsx'

import styles from './post-card.module.css'

/** Planned by itself, from a category: an icon, with its words for those who point at it or cannot see it. */
export function CategoryMark({ name }: { name: string | undefined }) {
  const words = useText().calendar
  const said = name === undefined ? words.evergreen : words.evergreenOf(name)
  return (
    <span className={styles.mark} title={said}>
      <Repeat2 size={13} aria-hidden="true" />
      <span className="visually-hidden">{said}</span>
    </span>
  )
}
