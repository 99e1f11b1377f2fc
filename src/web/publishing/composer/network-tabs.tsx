import { Tabs as MantineTabs } from '@mantine/core'
import { CircleAlert, PencilLine, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

import { networkName } from '../../networks.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import type { Report } from './check-draft.ts'
import type { Draft } from './draft.ts'
import { useComposerText } from './use-composer-text.ts'
import type { Tabs } from './use-tabs.ts'
import { isTailored } from './variants.ts'

import styles from './network-tabs.module.css'

interface NetworkTabsProps {
  tabs: Tabs
  draft: Draft
  reports: readonly Report[]
  children: ReactNode
}

/** One text for all, and one tab for each network where it can be said otherwise. */
export function NetworkTabs({ tabs, draft, reports, children }: NetworkTabsProps) {
  const words = useComposerText().tabs
  if (!tabs.shown) return children
  const open = tabs.network ?? common
  return (
    <MantineTabs value={open} onChange={(next) => tabs.go(next === null || next === common ? undefined : next)} keepMounted={false}>
      <MantineTabs.List aria-label={words.label} className={styles.list ?? ''} data-many={tabs.networks.length > most || undefined}>
        <MantineTabs.Tab value={common} className={styles.tab ?? ''}>
          {words.all}
        </MantineTabs.Tab>
        {tabs.networks.map((network) => (
          <MantineTabs.Tab
            key={network}
            value={network}
            className={styles.tab ?? ''}
            title={networkName(network)}
            data-open={network === open || undefined}
            ref={network === open ? bringIntoSight : undefined}
          >
            <NetworkIcon network={network} label={false} />
            <span className={styles.name}>{networkName(network)}</span>
            {isTailored(draft, network) && <PencilLine size={14} aria-label={words.changed} className={styles.changed} />}
            <Worst reports={reports.filter(({ place }) => place.network === network)} />
          </MantineTabs.Tab>
        ))}
      </MantineTabs.List>
      <MantineTabs.Panel value={open} className={styles.panel ?? ''}>
        {children}
      </MantineTabs.Panel>
    </MantineTabs>
  )
}

/** As many names as there is room for beside the preview. */
const most = 5

/** The row of tabs scrolls by itself where it is longer than the screen is wide. */
function bringIntoSight(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** No network is called so. */
const common = 'all'

/** The worst a network says, as a sign. */
function Worst({ reports }: { reports: readonly Report[] }) {
  const words = useComposerText().checks
  const severities = new Set(reports.flatMap(({ findings }) => findings.map(({ severity }) => severity)))
  if (severities.has('error')) return <CircleAlert size={14} aria-label={words.error} className={styles.error} />
  if (severities.has('warning')) return <TriangleAlert size={14} aria-label={words.warning} className={styles.warning} />
  return null
}
