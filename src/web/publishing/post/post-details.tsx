import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'

import type { Delivery, Post } from '#contract/publishing'
import { lengthOf } from '#networks/web-post'

import { api } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { StateBadge } from '../../ui/state-badge.tsx'
import { LoadingState } from '../../ui/states.tsx'
import { CorrectDialog } from './correct-dialog.tsx'
import { DeliveryRow } from './delivery-row.tsx'
import { MediaThumb } from './media-thumb.tsx'
import { Obstacles } from './obstacles.tsx'
import { PartlyOut } from './partly-out.tsx'
import { PostActions } from './post-actions.tsx'
import { PostBelonging } from './post-belonging.tsx'
import { clearanceLooks, isAhead, postLooks, shownPostState } from './states.ts'
import { TakeDownDialog } from './take-down-dialog.tsx'

import styles from './post-details.module.css'

const PostApproval = lazy(async () => ({ default: (await import('../../governance/approvals/post-approval.tsx')).PostApproval }))

/** Everything about a post: how it stands, what it says, what became of each copy, and what can be done. */
export function PostDetails({ post, onGone }: { post: Post; onGone: () => void }) {
  const words = useText().post
  const format = useFormat()
  const accounts = useQuery(api.connections.accounts.queryOptions({ input: { brandId: post.brandId } }))
  const known = accounts.data ?? []
  const [takingDown, setTakingDown] = useState<readonly string[]>()
  const [correcting, setCorrecting] = useState<Delivery>()
  const shown = shownPostState(post)
  const { tone, icon } = postLooks[shown]
  return (
    <article className={styles.post}>
      <header className={styles.head}>
        <StateBadge tone={tone} icon={icon}>
          {words.states[shown]}
        </StateBadge>
        {post.approval !== undefined && isAhead(post) && (
          <StateBadge {...clearanceLooks[post.approval]}>{words.approval[post.approval]}</StateBadge>
        )}
        {post.planned !== undefined && post.state !== 'published' && post.state !== 'taken-down' && (
          <span>{words.planned(format.dateTime(post.planned.at))}</span>
        )}
      </header>
      <Obstacles obstacles={post.obstacles} />
      <PartlyOut deliveries={post.deliveries} accounts={known} />
      <PostActions post={post} accounts={known} onTakeDown={setTakingDown} onGone={onGone} />
      <PostBelonging post={post} />
      <Parts post={post} />
      {post.approval !== undefined && (
        <Suspense fallback={<LoadingState rows={3} />}>
          <PostApproval postId={post.id} />
        </Suspense>
      )}
      <section>
        <h2 className={styles.heading}>{words.deliveries}</h2>
        {post.deliveries.length === 0 && <Chosen post={post} accounts={known} />}
        {post.deliveries.map((delivery) => (
          <DeliveryRow
            key={delivery.id}
            delivery={delivery}
            account={known.find(({ id }) => id === delivery.accountId)}
            postId={post.id}
            othersLive={post.deliveries.some(({ id, state }) => id !== delivery.id && state === 'published')}
            onTakeDown={() => setTakingDown([delivery.id])}
            onCorrect={() => setCorrecting(delivery)}
          />
        ))}
      </section>
      {takingDown !== undefined && (
        <TakeDownDialog post={post} accounts={known} first={takingDown} onClose={() => setTakingDown(undefined)} />
      )}
      {correcting !== undefined && <CorrectDialog post={post} delivery={correcting} onClose={() => setCorrecting(undefined)} />}
      {post.category !== undefined && <FromCategory category={post.category} />}
      {post.createdBy !== undefined && <p className={styles.quiet}>{words.by(post.createdBy.name)}</p>}
    </article>
  )
}

function FromCategory({ category: { name } }: { category: NonNullable<Post['category']> }) {
  const words = useText().post
  if (name === undefined) return <p className={styles.quiet}>{words.fromCategoryGone}</p>
  return (
    <p className={styles.quiet}>
      <Link to="/calendar/evergreen">{words.fromCategory(name)}</Link>
    </p>
  )
}

function Chosen({ post, accounts }: { post: Post; accounts: readonly { id: string; handle: string }[] }) {
  const words = useText().post
  const format = useFormat()
  const handles = accounts.filter(({ id }) => post.accountIds.includes(id)).map(({ handle }) => `@${handle}`)
  return <p className={styles.quiet}>{handles.length === 0 ? words.noAccounts : format.list(handles)}</p>
}

/** A picture; a video or a document opens by itself. */
function Shown({ media: { item, alt, title, trim } }: { media: Post['content']['parts'][number]['media'][number] }) {
  const words = useText().post
  if (item === undefined) return null
  if (item.kind === 'image') return <MediaThumb className={styles.thumb} url={item.thumbUrl} kind="image" alt={alt || words.noAlt} />
  const name = item.kind === 'document' ? (title ?? item.title) : alt || item.title
  return (
    <a href={item.url} target="_blank" rel="noreferrer" aria-label={words.openMedia(name)} title={name}>
      <MediaThumb className={styles.thumb} url={item.thumbUrl} kind={item.kind}>
        {item.kind === 'video' && lengthOf(trim === undefined ? item.seconds : trim.to - trim.from)}
        {item.kind === 'document' && item.pages}
      </MediaThumb>
    </a>
  )
}

function Parts({ post }: { post: Post }) {
  const words = useText().post
  const { parts } = post.content
  return (
    <section className={styles.parts} lang={post.content.languages[0]}>
      {parts.map((part, index) => (
        <div key={index} className={styles.part}>
          {parts.length > 1 && <span className={styles.number}>{words.part(index + 1, parts.length)}</span>}
          <p className={styles.text} dir="auto">
            {part.text || (part.media.length === 0 ? words.noText : '')}
          </p>
          {part.media.length > 0 && (
            <ul className={styles.images}>
              {part.media.map((media, place) => (
                <li key={place}>
                  <Shown media={media} />
                </li>
              ))}
            </ul>
          )}
          {part.link !== undefined && part.media.length === 0 && (
            <a className={styles.link} href={part.link.url} target="_blank" rel="noreferrer">
              {part.link.title || part.link.url}
            </a>
          )}
        </div>
      ))}
    </section>
  )
}
