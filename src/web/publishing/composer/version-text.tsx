import type { ContentInput } from '#contract/publishing'

import { networkName } from '../../networks.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { useComposerText } from './use-composer-text.ts'

import styles from './version-text.module.css'

/** What a version of the post says, read only: the common text, then what is said otherwise on a network. */
export function VersionText({ label, content }: { label: string; content: Pick<ContentInput, 'parts' | 'variants'> }) {
  const own = Object.entries(content.variants).flatMap(([network, { parts }]) => (parts === undefined ? [] : [{ network, parts }]))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must be able to reach it
    <div className={styles.text} tabIndex={0} role="region" aria-label={label}>
      <Parts parts={content.parts} />
      {own.map(({ network, parts }) => (
        <div key={network} className={styles.own}>
          <p className={styles.network}>
            <NetworkIcon network={network} label={false} /> {networkName(network)}
          </p>
          <Parts parts={parts} />
        </div>
      ))}
    </div>
  )
}

function Parts({ parts }: Pick<ContentInput, 'parts'>) {
  const words = useComposerText().version
  const media = parts.reduce((sum, part) => sum + part.media.length, 0)
  return (
    <>
      {parts.map((part, index) => (
        <p key={index}>{part.text || words.noText}</p>
      ))}
      {media > 0 && <p>{words.media(media)}</p>}
    </>
  )
}
