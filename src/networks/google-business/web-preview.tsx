import { CalendarDays, Phone, Tag } from 'lucide-react'

import { imagesOf } from '../media.ts'
import type { PostContent } from '../network.ts'
import { Face, type PreviewProps } from '../web-post.tsx'
import { actionAddress, actionIn, kindIn, type Moment, momentIn, textIn } from './choices.ts'

import styles from './web-preview.module.css'

/** A post as it stands on the profile: the photo, the title with its time, the words, the offer and the button. There is one part only. */
export function Preview({ account, content, imageUrl, age }: PreviewProps) {
  const [part = { text: '', media: [] }] = content.parts
  const [photo] = imagesOf(part)
  const { settings } = content
  const kind = kindIn(settings)
  const title = textIn(settings, 'event_title')
  return (
    <article className={styles.post}>
      <header className={styles.head}>
        <Face account={account} className={styles.face} />
        <span className={styles.names}>
          <strong>{account.displayName || account.handle}</strong>
          <span className={styles.age}>{age}</span>
        </span>
      </header>
      {photo && <img className={styles.photo} src={imageUrl(photo.mediaId)} alt={photo.alt} style={{ objectPosition: cut(photo.focus) }} />}
      {kind !== 'update' && (
        <div className={styles.event}>
          {kind === 'offer' ? <Tag size={18} aria-hidden="true" /> : <CalendarDays size={18} aria-hidden="true" />}
          <span>
            {title !== '' && <strong className={styles.title}>{title}</strong>}
            <span className={styles.time}>{timeOf(content)}</span>
          </span>
        </div>
      )}
      {part.text.trim() !== '' && <p className={styles.text}>{part.text}</p>}
      {kind === 'offer' && <Offer settings={settings} />}
      <Button content={content} />
    </article>
  )
}

function cut(focus: { readonly x: number; readonly y: number } = { x: 0.5, y: 0.5 }): string {
  return `${focus.x * 100}% ${focus.y * 100}%`
}

/** In figures, which need no language; the day once where it is the same. */
function timeOf({ settings }: PostContent): string {
  const [start, end] = [momentIn(settings, 'event_start'), momentIn(settings, 'event_end')]
  const sameDay = start && end && dayOf(start) === dayOf(end)
  const written = [start && `${dayOf(start)} ${clockOf(start)}`, end && (sameDay ? clockOf(end) : `${dayOf(end)} ${clockOf(end)}`)]
  return written.filter((each) => each !== undefined).join(' – ')
}

function dayOf({ year, month, day }: Moment): string {
  return `${year}/${month}/${day}`
}

function clockOf({ hours, minutes }: Moment): string {
  return `${hours}:${String(minutes).padStart(2, '0')}`
}

function Offer({ settings }: Pick<PostContent, 'settings'>) {
  const [code, address, terms] = ['coupon_code', 'redeem_url', 'terms'].map((name) => textIn(settings, name))
  return (
    <>
      {code && <p className={styles.code}>{code}</p>}
      {address && <p className={styles.address}>{address}</p>}
      {terms && <p className={styles.terms}>{terms}</p>}
    </>
  )
}

/** With the words that Google has for it in the reader's language, so here the address tells more. */
function Button({ content }: Pick<PreviewProps, 'content'>) {
  const action = actionIn(content.settings)
  if (action === 'none') return null
  if (action === 'CALL') {
    return (
      <span className={styles.button}>
        <Phone size={16} aria-hidden="true" />
      </span>
    )
  }
  const address = actionAddress(content)
  return <span className={styles.button}>{URL.canParse(address) ? new URL(address).host : address}</span>
}
