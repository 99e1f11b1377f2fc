import { Avatar } from '../../ui/avatar.tsx'
import { useInboxText } from '../use-inbox-text.ts'
import type { ColleagueMenu } from './use-colleague-menu.ts'

import styles from './colleague-list.module.css'

/** The colleagues who fit, above the box in which one is being called. */
export function ColleagueList({ id, menu }: { id: string; menu: ColleagueMenu }) {
  const words = useInboxText().desk
  if (menu.found.length === 0) return null
  return (
    <div id={id} role="listbox" aria-label={words.colleagues} className={styles.menu}>
      {menu.found.map(({ id: memberId, name }, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the text area keeps the focus and takes the keys
        <div
          key={memberId}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === menu.active}
          className={styles.option}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => menu.choose(index)}
        >
          <Avatar name={name} size={24} /> <span dir="auto">{name}</span>
        </div>
      ))}
    </div>
  )
}

export function optionId(id: string, index: number): string {
  return `${id}-${index}`
}
