import { Link } from '@tanstack/react-router'
import { Clock, Link2 } from 'lucide-react'

import type { ShortLink } from '#contract/links'

import { useFormat } from '../language/use-format.ts'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { Row } from '../ui/rows.tsx'
import { StateBadge } from '../ui/state-badge.tsx'
import { useLinksText } from './use-links-text.ts'

import styles from './links-page.module.css'

/** One short link and how often it was followed. */
export function LinkRow({ link }: { link: ShortLink }) {
  const words = useLinksText()
  const { title, url, target, network } = link
  return (
    <Row
      lead={network === undefined ? <Link2 size={18} aria-hidden="true" /> : <NetworkIcon network={network} size={18} />}
      title={
        <Link from="/links" to="/links" search={(before) => ({ ...before, link: link.id })} className={styles.name} dir="auto">
          {title || withoutProtocol(target)}
        </Link>
      }
      note={
        <>
          <span className={styles.short}>{withoutProtocol(url)}</span>
          {title !== '' && ` ${words.leadsTo(withoutProtocol(target))}`}
        </>
      }
    >
      {isExpired(link) && (
        <StateBadge tone="calm" icon={Clock}>
          {words.expired}
        </StateBadge>
      )}
      <Counts link={link} />
    </Row>
  )
}

function Counts({ link: { clicks } }: { link: ShortLink }) {
  const words = useLinksText()
  const format = useFormat()
  const others = clicks.bots + clicks.previews + clicks.prefetches
  return (
    <span className={styles.count}>
      <span>{words.clicks(format.number(clicks.persons), clicks.persons === 1)}</span>
      {others > 0 && <span className={styles.soft}>{words.others(format.number(others))}</span>}
    </span>
  )
}

export function isExpired({ expiresAt }: Pick<ShortLink, 'expiresAt'>): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= Date.now()
}

export function withoutProtocol(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/\/$/, '')
}
