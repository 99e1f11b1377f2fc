import { Link } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'

import { useText } from '../language/text-provider.tsx'
import { OpenThreads } from './open-threads.tsx'
import { places } from './places.ts'
import { useWrite } from './use-write.ts'
import { useMay } from './who.ts'

import styles from './bottom-bar.module.css'

/** The places on a phone, with Write in the middle. */
export function BottomBar() {
  const text = useText().frame
  const may = useMay()
  const { open } = useWrite()
  const shown = places.filter(({ underMore }) => !underMore)
  const links = shown.map(({ to, icon: Icon, name }) => (
    <Link key={to} to={to} className={styles.place} activeOptions={{ exact: to === '/', includeSearch: false }}>
      <Icon size={20} aria-hidden="true" />
      {to === '/settings' ? text.more : name(text)}
      {to === '/inbox' && <OpenThreads className={styles.count} />}
    </Link>
  ))
  return (
    <nav className={styles.bar} aria-label={text.mainNavigation}>
      {links.slice(0, 2)}
      {may('posts.write') && (
        <button type="button" className={styles.write} onClick={() => open()}>
          <PenLine size={20} aria-hidden="true" />
          {text.write}
        </button>
      )}
      {links.slice(2)}
    </nav>
  )
}
