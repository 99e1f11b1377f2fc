import { EyeOff, Hash } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'

import type { LinkCard, Poll, PostMedia, PostPart, Settings } from '../network.ts'
import { Face, Film, marked, type PreviewProps, Sheet } from '../web-post.tsx'
import { limits } from './limits.ts'
import { colourIn, contentOf, findEntities, hasCard, threadNameIn, asText } from './wording.ts'

import styles from './web-preview.module.css'

/** The messages as they stand in a channel, one below the other. */
export function Preview({ account, content, library, age }: PreviewProps) {
  const { settings, parts } = content
  const title = threadNameIn(settings)
  return (
    <div className={styles.channel}>
      {title !== '' && (
        <p className={styles.title}>
          <Hash size={16} aria-hidden="true" /> {title}
        </p>
      )}
      {parts.map((part, index) => (
        <article key={index} className={styles.message}>
          <Face account={account} className={styles.face} />
          <div className={styles.body}>
            <header className={styles.names}>
              <strong>{account.displayName || account.handle}</strong>
              <span className={styles.age}>{age}</span>
            </header>
            <Words part={part} settings={settings} />
            <Files media={part.media.slice(0, limits.files)} library={library} hidden={settings['spoiler'] === true} />
            {part.poll && <Choices poll={part.poll} question={part.text.trim()} />}
            {part.link && hasCard(part, settings) && <Card link={part.link} colour={asText(settings['colour'])} library={library} />}
          </div>
        </article>
      ))}
    </div>
  )
}

/** Brackets that keep the network from a second card are not shown there. */
function Words({ part, settings }: { part: PostPart; settings: Settings }) {
  const text = contentOf(part, settings).replaceAll(/<(https?:\/\/[^\s<>]+)>/g, '$1')
  return text === '' ? null : <p className={styles.text}>{colour(text)}</p>
}

function colour(text: string): ReactNode[] {
  return marked(text, { found: findEntities(text), className: styles.entity, write: ({ value }) => value })
}

interface FilesProps {
  media: readonly PostMedia[]
  library: PreviewProps['library']
  hidden: boolean
}

function Files({ media, library, hidden }: FilesProps) {
  const seen = media.filter((item) => item.kind !== 'document')
  const documents = media.filter((item) => item.kind === 'document')
  return (
    <>
      {seen.length > 0 && (
        <div className={styles.files} data-single={seen.length === 1}>
          {seen.map((item, index) => (
            <span key={index} className={styles.file} data-hidden={hidden}>
              {item.kind === 'video' && !hidden ? (
                <Film video={item} library={library} />
              ) : (
                <img src={item.kind === 'video' ? library.posterUrl(item.mediaId) : library.imageUrl(item.mediaId)} alt={item.alt} />
              )}
              {hidden && <EyeOff className={styles.sign} size={26} aria-hidden="true" />}
            </span>
          ))}
        </div>
      )}
      {documents.map((document, index) => (
        <Sheet key={index} document={document} library={library} className={styles.sheet} />
      ))}
    </>
  )
}

function Choices({ poll, question }: { poll: Poll; question: string }) {
  return (
    <div className={styles.poll}>
      <strong>{question}</strong>
      <ul>
        {poll.options.map((option, index) => (
          <li key={index}>{option}</li>
        ))}
      </ul>
    </div>
  )
}

interface CardProps {
  link: LinkCard
  colour: string
  library: PreviewProps['library']
}

function Card({ link, colour: chosen, library }: CardProps) {
  const stripe: CSSProperties = colourIn(chosen) === undefined ? {} : { borderInlineStartColor: `#${chosen.replace(/^#/, '')}` }
  return (
    <div className={styles.card} style={stripe}>
      <span className={styles.cardTitle}>{link.title || link.url}</span>
      {link.description.trim() !== '' && <span>{link.description}</span>}
      {link.thumb !== undefined && <img className={styles.thumb} src={library.imageUrl(link.thumb.mediaId)} alt={link.thumb.alt} />}
    </div>
  )
}
