import { SegmentedControl } from '@mantine/core'
import { useDeferredValue, useState } from 'react'

import type { Account } from '#contract/connections'

import { networkName } from '../../networks.ts'
import { previews } from '../network-parts.ts'
import { toPostContent, type Draft } from './draft-content.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './preview-pane.module.css'

/** The post as it will look there, live. With several accounts, one is chosen. */
export function PreviewPane({ draft, accounts }: { draft: Draft; accounts: readonly Account[] }) {
  const words = useComposerText().preview
  const [chosenId, setChosenId] = useState<string>()
  const shown = useDeferredValue(draft)
  const account = accounts.find(({ id }) => id === chosenId) ?? accounts[0]
  const Preview = account === undefined ? undefined : previews[account.network]
  return (
    <section className={styles.pane} aria-label={words.title}>
      {accounts.length > 1 && account !== undefined && (
        <SegmentedControl
          size="xs"
          aria-label={words.title}
          value={account.id}
          onChange={setChosenId}
          data={accounts.map(({ id, handle, network }) => ({ value: id, label: `${networkName(network)} · @${handle}` }))}
        />
      )}
      {account === undefined && <p className={styles.hint}>{words.choose}</p>}
      {account !== undefined && Preview === undefined && <p className={styles.hint}>{words.none}</p>}
      {account !== undefined && Preview !== undefined && (
        <div className={styles.paper}>
          <Preview account={account} content={toPostContent(shown, account.network)} imageUrl={imageUrls(shown)} age={words.now} />
        </div>
      )}
    </section>
  )
}

function imageUrls(draft: Draft): (mediaId: string) => string {
  const media = draft.parts.flatMap((part) => [
    ...part.images.flatMap((image) => image.media ?? []),
    ...(part.link?.thumb ? [part.link.thumb] : []),
  ])
  const urls = new Map(media.map(({ id, url }) => [id, url]))
  return (mediaId) => urls.get(mediaId) ?? ''
}
