import { Link } from '@tanstack/react-router'

import type { ShortLink } from '#contract/links'

import { networkName } from '../networks.ts'
import { useBelongings } from '../strategy/use-belongings.ts'
import { LocalTime } from '../ui/local-time.tsx'
import { isExpired } from './link-row.tsx'
import { readableAddress } from './readable-address.ts'
import { useLinksText } from './use-links-text.ts'

import styles from './link-drawer.module.css'

/** Where a link leads, until when, and what it belongs to. */
export function LinkFacts({ link }: { link: ShortLink }) {
  const { facts } = useLinksText()
  const { campaigns } = useBelongings(link.brandId)
  const campaign = campaigns.find(({ id }) => id === link.campaignId)
  return (
    <dl className={styles.facts}>
      <dt>{facts.target}</dt>
      <dd>{readableAddress(link.target)}</dd>
      {link.address !== link.target && (
        <>
          <dt>{facts.address}</dt>
          <dd>{readableAddress(link.address)}</dd>
        </>
      )}
      {link.expiresAt !== undefined && (
        <>
          <dt>{isExpired(link) ? facts.expired : facts.expires}</dt>
          <dd>
            <LocalTime at={link.expiresAt} />
          </dd>
        </>
      )}
      {campaign !== undefined && (
        <>
          <dt>{facts.campaign}</dt>
          <dd>{campaign.name}</dd>
        </>
      )}
      {link.network !== undefined && (
        <>
          <dt>{facts.network}</dt>
          <dd>{networkName(link.network)}</dd>
        </>
      )}
      {link.postId !== undefined && (
        <>
          <dt>{facts.post}</dt>
          <dd>
            <Link to="/posts/$postId" params={{ postId: link.postId }}>
              {facts.openPost}
            </Link>
          </dd>
        </>
      )}
      <dt>{facts.made}</dt>
      <dd>
        <LocalTime at={link.createdAt} /> {link.createdBy !== undefined && facts.by(link.createdBy)}
      </dd>
    </dl>
  )
}
