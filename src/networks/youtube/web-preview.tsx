import { Play, Share, ThumbsDown, ThumbsUp } from 'lucide-react'
import type { ReactNode } from 'react'

import type { PostVideo } from '../network.ts'
import { Face, marked, type PreviewProps } from '../web-post.tsx'
import { findEntities } from './entities.ts'
import { firstComment, isShort, sentDescription, titleIn, videoOf } from './sent.ts'

import styles from './web-preview.module.css'

/** The video as its page shows it: the film, its title, the channel, what is said of it and the first comment. There is one part only. */
export function Preview({ account, content, imageUrl, age }: PreviewProps) {
  const [part = { text: '', media: [] }] = content.parts
  const description = sentDescription(part)
  const comment = firstComment(content.settings)
  return (
    <article className={styles.video} data-kind={isShort(content.settings) ? 'short' : 'video'}>
      <Film video={videoOf(content)} imageUrl={imageUrl} />
      <h3 className={styles.title}>{titleIn(content.settings)}</h3>
      <header className={styles.channel}>
        <Face account={account} className={styles.face} />
        <strong className={styles.names}>{account.displayName || account.handle}</strong>
        <Buttons />
      </header>
      <p className={styles.description}>
        <span className={styles.age}>{age}</span>
        {colour(description)}
      </p>
      {comment !== '' && (
        <div className={styles.comment}>
          <Face account={account} className={styles.face} />
          <p className={styles.said}>
            <span className={styles.handle}>@{account.handle}</span>
            {colour(comment)}
          </p>
        </div>
      )}
    </article>
  )
}

function Film({ video, imageUrl }: { video: PostVideo | undefined; imageUrl: PreviewProps['imageUrl'] }) {
  const cover = video?.cover
  const picture = cover && 'picture' in cover ? cover.picture.mediaId : video?.mediaId
  return (
    <div className={styles.film}>
      {picture !== undefined && <img src={imageUrl(picture)} alt="" />}
      <span className={styles.play} aria-hidden="true">
        <Play size={20} fill="currentColor" />
      </span>
      {video !== undefined && <span className={styles.length}>{clock(video.seconds)}</span>}
    </div>
  )
}

/** 75 as 1:15, as players show it. */
function clock(seconds: number): string {
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const rest = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

function colour(text: string): ReactNode[] {
  return marked(text, { found: findEntities(text), className: styles.entity, write: ({ start, end }) => text.slice(start, end) })
}

function Buttons() {
  return (
    <span className={styles.buttons} aria-hidden="true">
      <ThumbsUp size={18} />
      <ThumbsDown size={18} />
      <Share size={18} />
    </span>
  )
}
