import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleDashed, Handshake, UserPlus, Wallet, type LucideIcon } from 'lucide-react'

import type { Conversion, Stage } from '#contract/links'

import { api } from '../../api.ts'
import { LocalTime } from '../../ui/local-time.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { StateBadge, type Tone } from '../../ui/state-badge.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useMoney } from '../use-money.ts'
import { useConversionsText } from './use-conversions-text.ts'

import styles from './conversions.module.css'

interface ConversionListProps {
  brandId: string
  days: { from: string; to: string }
  stage: Stage | undefined
  only: 'attributed' | 'unattributed' | undefined
}

const looks: Readonly<Record<Stage, { tone: Tone; icon: LucideIcon }>> = {
  lead: { tone: 'calm', icon: UserPlus },
  opportunity: { tone: 'wait', icon: Handshake },
  sale: { tone: 'good', icon: Wallet },
}

/** Each conversion with what it is put down to, newest first. */
export function ConversionList({ brandId, days, stage, only }: ConversionListProps) {
  const words = useConversionsText()
  const filter = { brandId, ...days, ...(stage === undefined ? {} : { stage }), ...(only === undefined ? {} : { only }) }
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.links.conversions.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filter, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
  )
  const conversions = data?.pages.flatMap((page) => page.conversions)
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!conversions) return <LoadingState rows={6} height={52} />
  if (conversions.length === 0) return <p className={styles.soft}>{words.notHere}</p>
  return (
    <>
      <Rows label={words.list}>
        {conversions.map((conversion) => (
          <ConversionRow key={conversion.id} brandId={brandId} conversion={conversion} />
        ))}
      </Rows>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.showMore}
        </Button>
      )}
    </>
  )
}

function ConversionRow({ brandId, conversion }: { brandId: string; conversion: Conversion }) {
  const words = useConversionsText()
  const money = useMoney()
  const { stage, externalId, at, source, corrects } = conversion
  const { tone, icon } = looks[stage]
  return (
    <Row
      title={
        <span className={styles.what}>
          <StateBadge tone={tone} icon={icon}>
            {words.stages[stage]}
          </StateBadge>
          <span>
            {externalId}
            {corrects !== undefined && ` · ${words.refund(corrects)}`}
          </span>
        </span>
      }
      note={
        <>
          <LocalTime at={at} /> · {words.sources[source]} · <Origin brandId={brandId} conversion={conversion} />
        </>
      }
    >
      {conversion.money && <span className={styles.money}>{money(conversion.money)}</span>}
    </Row>
  )
}

/** The link it came from, or why it is put down to none. */
function Origin({ brandId, conversion: { attribution, from } }: { brandId: string; conversion: Conversion }) {
  const words = useConversionsText()
  const { data: campaigns } = useQuery({ ...api.strategy.campaigns.queryOptions({ input: { brandId } }), enabled: !!from?.campaignId })
  const { data: accounts } = useQuery({ ...api.connections.accounts.queryOptions({ input: { brandId } }), enabled: !!from?.accountId })
  if (!from)
    return (
      <span>
        <CircleDashed size={14} aria-hidden="true" style={{ verticalAlign: '-2px' }} /> {words.why[attribution]}
      </span>
    )
  const campaign = campaigns?.find(({ id }) => id === from.campaignId)
  const account = accounts?.find(({ id }) => id === from.accountId)
  return (
    <>
      {words.fromLink}{' '}
      {account && (
        <>
          <NetworkIcon network={account.network} size={14} /> {account.handle},{' '}
        </>
      )}
      {from.postId === undefined ? (
        <Link to="/links" search={{ link: from.linkId }}>
          {from.name}
        </Link>
      ) : (
        <Link to="/posts/$postId" params={{ postId: from.postId }}>
          {words.post}
        </Link>
      )}
      {campaign && ` · ${campaign.name}`}
    </>
  )
}
