import { Link, Outlet, useMatchRoute } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'

import { useText } from '../language/text-provider.tsx'
import { useNarrow } from '../ui/use-narrow.ts'
import { SettingsList } from './settings-list.tsx'

import styles from './settings-layout.module.css'

/** The list of settings beside the chosen one; on a phone one after the other. */
export function SettingsLayout() {
  const text = useText().settings
  const narrow = useNarrow()
  const isIndex = useMatchRoute()({ to: '/settings' }) !== false
  return (
    <div className={styles.settings}>
      {!narrow && (
        <aside className={styles.side}>
          <SettingsList />
        </aside>
      )}
      <div className={styles.chosen}>
        {narrow && !isIndex && (
          <Link to="/settings" className={styles.back}>
            <ArrowLeft size={16} aria-hidden="true" />
            {text.back}
          </Link>
        )}
        <Outlet />
      </div>
    </div>
  )
}
