import { TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useState } from 'react'

import { useText } from '../language/text-provider.tsx'
import { useSettingsPages } from './settings-pages.ts'

import styles from './settings-layout.module.css'

/** All settings by name, found by typing. */
export function SettingsList() {
  const text = useText().settings
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLocaleLowerCase()
  const pages = useSettingsPages().filter(({ label, finds }) => `${label} ${finds}`.toLocaleLowerCase().includes(wanted))
  return (
    <nav aria-label={text.title}>
      <TextInput
        type="search"
        aria-label={text.find}
        placeholder={text.find}
        leftSection={<Search size={16} aria-hidden="true" />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <ul className={styles.list}>
        {pages.map(({ to, icon: Icon, label }) => (
          <li key={to}>
            <Link to={to} className={styles.item}>
              <Icon size={18} aria-hidden="true" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
      {pages.length === 0 && <p>{text.noneFound}</p>}
    </nav>
  )
}
