import type { Content } from '#contract/publishing'

import { networkName } from '../../../networks.ts'
import { NetworkIcon } from '../../../ui/network-icon.tsx'
import { useComposerText } from '../use-composer-text.ts'
import { diffText } from './diff-text.ts'

import styles from './history-panel.module.css'

/** The texts of a version, with what it took out and put in marked. */
export function VersionDiff({ before, after }: { before: Content | undefined; after: Content }) {
  const own = Object.entries(after.variants).flatMap(([network, { parts }]) => (parts === undefined ? [] : [{ network, parts }]))
  return (
    <>
      <Text before={textOf(before?.parts)} after={textOf(after.parts)} />
      {own.map(({ network, parts }) => (
        <div key={network}>
          <p className={styles.network}>
            <NetworkIcon network={network} label={false} /> {networkName(network)}
          </p>
          <Text before={textOf(before?.variants[network]?.parts ?? before?.parts)} after={textOf(parts)} />
        </div>
      ))}
    </>
  )
}

function textOf(parts: Content['parts'] = []): string {
  return parts.map(({ text }) => text).join('\n\n')
}

function Text({ before, after }: { before: string; after: string }) {
  const words = useComposerText().version
  const pieces = diffText(before, after)
  if (pieces.length === 0) return <p className={styles.text}>{words.noText}</p>
  return (
    <p className={styles.text} dir="auto">
      {pieces.map(({ kind, text }, index) => {
        if (kind === 'added') return <ins key={index}>{text}</ins>
        return kind === 'removed' ? <del key={index}>{text}</del> : <span key={index}>{text}</span>
      })}
    </p>
  )
}
