import { ExternalLink } from 'lucide-react'

import type { Message } from '#contract/inbox'

import { useInboxText } from './use-inbox-text.ts'

import styles from './message-media.module.css'

/**
 * What strangers sent along: pictures over https as pictures, which tell their host nothing of where they are looked at; everything else
 * is a link to the network.
 */
export function MessageMedia({ media }: Pick<Message, 'media'>) {
  const words = useInboxText().thread
  if (media.length === 0) return null
  return (
    <ul className={styles.media}>
      {media.map(({ kind, url, thumbUrl, alt }, index) => {
        const picture = thumbUrl ?? (kind === 'image' ? url : undefined)
        return (
          <li key={index}>
            <a href={url} target="_blank" rel="noreferrer" className={styles.link}>
              {picture?.startsWith('https:') === true && (
                <img src={picture} alt={alt} loading="lazy" referrerPolicy="no-referrer" className={styles.picture} />
              )}
              <span className={styles.words}>
                {words.openMedia[kind]} <ExternalLink size={12} aria-hidden="true" />
              </span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
