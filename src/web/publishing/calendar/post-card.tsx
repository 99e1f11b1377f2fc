import { Flag, Square, SquareCheck } from 'lucide-react'

import type { PostSummary } from '#contract/publishing'
import type { Campaign } from '#contract/strategy'

import { useText } from '../../language/text-provider.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Tinted } from '../../ui/tinted.tsx'
import { MediaThumb } from '../post/media-thumb.tsx'
import { looksOf, stateInWords } from '../post/summary-looks.ts'
import type { Occurrence } from '../time/wall-clock.ts'
import { useCards } from './cards-context.ts'
import { CategoryMark } from './category-mark.tsx'
import { canBeChosen } from './selection.ts'

import styles from './post-card.module.css'

interface PostCardProps {
  post: PostSummary
  occurrence?: Occurrence | undefined
  /** One line, for the month and short places. */
  slim?: boolean
}

/** A post in little: when, what, where, and how it stands. The state is at the edge as an icon with its word for those who cannot see it. */
export function PostCard({ post, occurrence, slim = false }: PostCardProps) {
  const text = useText()
  const words = text.calendar
  const { format, campaigns, selection } = useCards()
  const campaign = campaigns.get(post.campaignId ?? '')
  const at = post.publishedAt ?? post.planned?.at
  const chosen = selection.on && selection.ids.has(post.id)
  return (
    <div className={styles.card} data-tone={looksOf(post).tone} data-slim={slim || undefined} data-chosen={chosen || undefined}>
      <div className={styles.head}>
        {selection.on && <Choice chosen={chosen} possible={canBeChosen(post)} />}
        <State post={post} />
        {at !== undefined && <time dateTime={at}>{format.time(at)}</time>}
        {occurrence !== undefined && <span>{occurrence === 'first' ? words.firstRound : words.secondRound}</span>}
        {post.category !== undefined && <CategoryMark name={post.category.name} />}
        {slim && campaign !== undefined && <CampaignMark campaign={campaign} />}
        {!slim && (
          <span className={styles.networks}>
            {post.networks.map((network) => (
              <NetworkIcon key={network} network={network} size={13} />
            ))}
          </span>
        )}
      </div>
      <div className={styles.body}>
        <span className={styles.line}>{post.firstLine || (post.media > 0 ? words.images(post.media) : words.noText)}</span>
        {!slim && post.thumbUrl !== undefined && <MediaThumb className={styles.thumb} url={post.thumbUrl} kind={post.thumbKind} />}
      </div>
      {!slim && post.partly !== undefined && (
        <span className={styles.partly}>{words.partly(post.partly.live.length, post.partly.lacking.length)}</span>
      )}
      {!slim && post.mediaExpires && <span className={styles.partly}>{words.mediaExpires}</span>}
      {!slim && campaign !== undefined && (
        <span className={styles.campaign}>
          <Tinted colour={campaign.colour} icon={Flag}>
            {campaign.name}
          </Tinted>
        </span>
      )}
    </div>
  )
}

/** As an icon, with its words for those who point at it or cannot see it. */
function State({ post }: { post: PostSummary }) {
  const text = useText()
  const Icon = looksOf(post).icon
  const said = stateInWords(post, text)
  return (
    <span className={styles.state} title={said}>
      <Icon size={13} aria-hidden="true" />
      <span className="visually-hidden">{said}</span>
    </span>
  )
}

function Choice({ chosen, possible }: { chosen: boolean; possible: boolean }) {
  const words = useText().calendar
  if (!possible) return null
  const Icon = chosen ? SquareCheck : Square
  return (
    <span className={styles.choice}>
      <Icon size={14} aria-hidden="true" />
      {chosen && <span className="visually-hidden">{words.chosen}</span>}
    </span>
  )
}

function CampaignMark({ campaign: { name, colour } }: { campaign: Campaign }) {
  return (
    <span className={styles.mark} title={name}>
      <Flag size={12} aria-hidden="true" style={{ color: `var(--tint-${colour})` }} />
      <span className="visually-hidden">{name}</span>
    </span>
  )
}
