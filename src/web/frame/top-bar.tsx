import { Button, Kbd, UnstyledButton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { PenLine, RefreshCw, Search } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import { useText } from '../language/text-provider.tsx'
import { NotificationBell } from '../notifications/notification-bell.tsx'
import { PersonMenu } from './person-menu.tsx'
import { useWrite } from './use-write.ts'
import { useMay } from './who.ts'
import { WorkspaceSwitcher } from './workspace-switcher.tsx'

import styles from './top-bar.module.css'

const SearchPalette = lazy(async () => ({ default: (await import('./search-palette.tsx')).SearchPalette }))

/** Search, Write, notices and the person. */
export function TopBar({ narrow, isConnected }: { narrow: boolean; isConnected: boolean }) {
  const text = useText().frame
  const may = useMay()
  const { open } = useWrite()
  const [asked, setAsked] = useState(0)
  const search = () => setAsked((times) => times + 1)
  useHotkeys([['mod+K', search]], [])
  return (
    <header className={styles.bar}>
      {narrow && <WorkspaceSwitcher />}
      <UnstyledButton className={styles.search} onClick={search} aria-label={text.searchHint}>
        <Search size={16} aria-hidden="true" />
        <span className={styles.hint}>{text.search}</span>
        {!narrow && <Kbd size="xs">{isApple ? '⌘K' : 'Ctrl K'}</Kbd>}
      </UnstyledButton>
      <span role="status" className={styles.live}>
        {!isConnected && (
          <>
            <RefreshCw size={14} aria-hidden="true" /> {text.reconnecting}
          </>
        )}
      </span>
      {!narrow && may('posts.write') && (
        <Button leftSection={<PenLine size={16} aria-hidden="true" />} onClick={() => open()}>
          {text.write}
        </Button>
      )}
      <NotificationBell />
      <PersonMenu />
      {asked > 0 && (
        <Suspense>
          <SearchPalette asked={asked} />
        </Suspense>
      )}
    </header>
  )
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)
