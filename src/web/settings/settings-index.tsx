import { Link, Navigate } from '@tanstack/react-router'

import { places } from '../frame/places.ts'
import { useText } from '../language/text-provider.tsx'
import { Page } from '../ui/page.tsx'
import { useNarrow } from '../ui/use-narrow.ts'
import { SettingsList } from './settings-list.tsx'

import styles from './settings-layout.module.css'

/** On a phone the places that have no room in its bar, then the list itself; with room for both, straight to the accounts. */
export function SettingsIndex() {
  const { settings: text, frame } = useText()
  const narrow = useNarrow()
  if (!narrow) return <Navigate to="/settings/accounts" replace />
  return (
    <Page title={frame.more}>
      <ul className={`${styles.list} ${styles.places}`}>
        {places
          .filter(({ underMore }) => underMore)
          .map(({ to, icon: Icon, name }) => (
            <li key={to}>
              <Link to={to} className={styles.item}>
                <Icon size={18} aria-hidden="true" />
                {name(frame)}
              </Link>
            </li>
          ))}
      </ul>
      <h2 className={styles.heading}>{text.title}</h2>
      <SettingsList />
    </Page>
  )
}
