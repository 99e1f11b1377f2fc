import { ActionIcon, Tooltip } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'

import { useText } from '../language/text-provider.tsx'
import { OpenThreads } from './open-threads.tsx'
import { places } from './places.ts'
import { WaitingApprovals } from './waiting-approvals.tsx'
import { useBrand } from './who.ts'
import { WorkspaceSwitcher } from './workspace-switcher.tsx'

import styles from './rail.module.css'

/** The places of Hearth at the left edge; remembers whether it is small. */
export function Rail() {
  const text = useText().frame
  const brand = useBrand()
  const [small, setSmall] = useLocalStorage({ key: 'hearth.rail', defaultValue: false, getInitialValueInEffect: false })
  const size = small ? text.expand : text.collapse
  return (
    <nav className={styles.rail} aria-label={text.mainNavigation} data-small={small || undefined}>
      <div className={styles.brand}>
        <WorkspaceSwitcher name={<span className={styles.word}>{brand.name}</span>} sign={!small} />
      </div>
      {places.map(({ to, icon: Icon, name }) => (
        <Tooltip key={to} label={name(text)} position="right" disabled={!small}>
          <Link to={to} className={styles.place} activeOptions={{ exact: to === '/', includeSearch: false }}>
            <Icon size={18} aria-hidden="true" />
            <span className={styles.word}>{name(text)}</span>
            {to === '/inbox' && <OpenThreads className={styles.count} />}
            {to === '/approvals' && <WaitingApprovals className={styles.count} />}
          </Link>
        </Tooltip>
      ))}
      <Tooltip label={size} position="right">
        <ActionIcon variant="subtle" color="gray" aria-label={size} className={styles.size} onClick={() => setSmall(!small)}>
          {small ? <PanelLeftOpen size={18} /> : <PanelLeftClose size={18} />}
        </ActionIcon>
      </Tooltip>
    </nav>
  )
}
