import { Button } from '@mantine/core'
import { useState } from 'react'

import type { Shown, Version } from '#contract/governance'

import { networkName } from '../../networks.ts'
import { diffText } from '../../publishing/composer/history/diff-text.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

/** What is asked about, as it goes out; and, where there was an earlier version, what changed since. */
export function Said({ versions }: { versions: readonly Version[] }) {
  const words = useApprovalsText()
  const [latest, before] = versions
  const [compares, setCompares] = useState(false)
  if (latest === undefined) return null
  return (
    <section className={styles.view} aria-label={words.version(latest.number)}>
      {before !== undefined && (
        <div>
          <Button variant="default" aria-expanded={compares} onClick={() => setCompares(!compares)}>
            {compares ? words.hideDifference : words.showDifference}
          </Button>
        </div>
      )}
      {compares && before !== undefined ? <Difference before={before} after={latest} /> : <Content content={latest.content} />}
      <p className={styles.accounts}>
        <span className={styles.quiet}>{words.on}</span>
        {latest.content.accounts.map(({ id, handle, network }) => (
          <span key={id} className={styles.account}>
            <NetworkIcon network={network} /> @{handle}
          </span>
        ))}
      </p>
    </section>
  )
}

function Content({ content: { parts, variants } }: { content: Shown }) {
  const words = useApprovalsText()
  return (
    <>
      {parts.map((part, index) => (
        <div key={index} className={styles.said}>
          {part.text !== '' && (
            <p className={styles.text} dir="auto">
              {part.text}
            </p>
          )}
          {part.media.length > 0 && (
            <ul className={styles.media}>
              {part.media.map((media, place) => (
                <li key={place}>
                  {media.url === undefined ? words.file(media.name) : <img src={media.url} alt={media.alt || words.noAlt} />}
                </li>
              ))}
            </ul>
          )}
          {part.poll !== undefined && (
            <p className={styles.quiet}>
              {words.poll}: {part.poll.join(' / ')}
            </p>
          )}
          {part.link !== undefined && part.media.length === 0 && (
            <a href={part.link.url} target="_blank" rel="noreferrer nofollow">
              {part.link.title || part.link.url}
            </a>
          )}
        </div>
      ))}
      {variants.map(({ network, texts }) => (
        <div key={network} className={styles.said}>
          <p className={styles.quiet}>{words.onNetwork(networkName(network))}</p>
          <p className={styles.text} dir="auto">
            {texts.join('\n\n')}
          </p>
        </div>
      ))}
    </>
  )
}

function Difference({ before, after }: { before: Version; after: Version }) {
  const words = useApprovalsText()
  const compared = [
    { network: undefined, pieces: diffText(textOf(before.content), textOf(after.content)) },
    ...after.content.variants.map(({ network }) => ({
      network,
      pieces: diffText(textOf(before.content, network), textOf(after.content, network)),
    })),
  ]
  const isSame = compared.every(({ pieces }) => pieces.every(({ kind }) => kind === 'same'))
  return (
    <div className={styles.said}>
      <p className={styles.quiet}>{words.differenceTo(before.number)}</p>
      {isSame && <p className={styles.quiet}>{words.sameText}</p>}
      {compared.map(({ network, pieces }) => (
        <div key={network ?? ''}>
          {network !== undefined && <p className={styles.quiet}>{words.onNetwork(networkName(network))}</p>}
          <p className={styles.text} dir="auto">
            {pieces.map(({ kind, text }, index) => {
              if (kind === 'added') return <ins key={index}>{text}</ins>
              return kind === 'removed' ? <del key={index}>{text}</del> : <span key={index}>{text}</span>
            })}
          </p>
        </div>
      ))}
    </div>
  )
}

/** What is said on a network, or by the post as a whole. */
function textOf({ parts, variants }: Shown, network?: string): string {
  const own = variants.find((variant) => variant.network === network)?.texts
  return (own ?? parts.map(({ text }) => text)).join('\n\n')
}
