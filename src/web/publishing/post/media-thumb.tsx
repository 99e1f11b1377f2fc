import { FileText, Play } from 'lucide-react'
import type { ReactNode } from 'react'

import styles from './media-thumb.module.css'

interface MediaThumbProps {
  url: string
  /** What it is a small picture of; absent where nobody knows. */
  kind: 'image' | 'video' | 'document' | 'captions' | undefined
  alt?: string
  className?: string | undefined
  /** How long, how many pages. */
  children?: ReactNode
}

/** A small picture of what a post shows; a video wears a play sign, a document its own. */
export function MediaThumb({ url, kind, alt = '', className, children }: MediaThumbProps) {
  return (
    <span className={`${styles.thumb} ${className ?? ''}`}>
      <img src={url} alt={alt} loading="lazy" title={alt === '' ? undefined : alt} />
      {kind === 'video' && (
        <span className={styles.sign}>
          <Play size={12} fill="currentColor" aria-hidden="true" />
        </span>
      )}
      {kind === 'document' && (
        <span className={styles.sign}>
          <FileText size={12} aria-hidden="true" />
        </span>
      )}
      {children !== undefined && <span className={styles.mark}>{children}</span>}
    </span>
  )
}
