import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'

import { asItGoesOut } from '#contract/link-address'
import type { MediaItem } from '#contract/media'
import type { PostContent } from '#networks/network'
import { withLinks } from '#networks/post-links'
import type { PreviewLibrary } from '#networks/web-post'

import { networkName } from '../../networks.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { previews } from '../network-previews.ts'
import { rulesOf } from '../network-rules.ts'
import { networksOf, type Addressee } from './check-draft.ts'
import { toPostContent } from './draft-content.ts'
import type { Draft } from './draft.ts'
import { useComposerText } from './use-composer-text.ts'
import { allParts } from './variants.ts'

import styles from './preview-pane.module.css'

interface PreviewPaneProps {
  draft: Draft
  accounts: readonly Addressee[]
  /** The network whose text is open; absent where the common one is, and then the author chooses. */
  network: string | undefined
}

/** The post as it will look there, live. */
export function PreviewPane({ draft, accounts, network }: PreviewPaneProps) {
  const words = useComposerText().preview
  const [chosen, setChosen] = useState<{ network?: string; accountId?: string }>({})
  const networks = networksOf(accounts)
  const shown = network ?? networks.find((each) => each === chosen.network) ?? networks[0]
  const there = accounts.filter((account) => account.network === shown)
  const account = there.find(({ id }) => id === chosen.accountId) ?? there[0]
  const library = { ...addressesIn(draft), words: { play: words.play, pause: words.pause, pages: words.pages } }
  const Preview = account === undefined ? undefined : previews[account.network]
  return (
    <section className={styles.pane} aria-label={words.title}>
      {network === undefined && networks.length > 1 && shown !== undefined && (
        <SegmentedControl
          className={styles.choice ?? ''}
          size="xs"
          aria-label={words.title}
          value={shown}
          onChange={(next) => setChosen({ network: next })}
          data={networks.map((each) => ({ value: each, label: <NetworkLabel network={each} /> }))}
        />
      )}
      {there.length > 1 && account !== undefined && (
        <SegmentedControl
          className={styles.choice ?? ''}
          size="xs"
          aria-label={words.account}
          value={account.id}
          onChange={(accountId) => setChosen({ ...chosen, accountId })}
          data={there.map(({ id, handle }) => ({ value: id, label: `@${handle}` }))}
        />
      )}
      {account === undefined && <p className={styles.hint}>{words.choose}</p>}
      {account !== undefined && Preview === undefined && <p className={styles.hint}>{words.none}</p>}
      {account !== undefined && Preview !== undefined && (
        <div className={styles.paper}>
          <Preview account={account} content={asSeen(draft, account)} imageUrl={library.imageUrl} library={library} age={words.now} />
        </div>
      )}
    </section>
  )
}

/** With its addresses as readers will see them. */
function asSeen(draft: Draft, account: Addressee): PostContent {
  const { network, links } = account
  const content = toPostContent(draft, network)
  const rules = rulesOf(account)
  return rules && links ? withLinks(content, rules, (address) => asItGoesOut(address, links)) : content
}

function NetworkLabel({ network }: { network: string }) {
  return (
    <span className={styles.network}>
      <NetworkIcon network={network} size={14} label={false} />
      <span className={styles.name}>{networkName(network)}</span>
    </span>
  )
}

function addressesIn(draft: Draft): Omit<PreviewLibrary, 'words'> {
  const items = new Map(itemsOf(draft).map((item) => [item.id, item]))
  return {
    imageUrl: (mediaId) => pictureOf(items.get(mediaId)) ?? '',
    posterUrl: (mediaId) => pictureOf(items.get(mediaId)) ?? '',
    videoUrl: (mediaId) => items.get(mediaId)?.url ?? '',
  }
}

/** Itself, a still of a video, the sheet drawn for a document. */
function pictureOf(item: MediaItem | undefined): string | undefined {
  if (item?.kind === 'image') return item.url
  return item?.kind === 'video' ? item.posterUrl : item?.thumbUrl
}

function itemsOf(draft: Draft): readonly MediaItem[] {
  return allParts(draft).flatMap(({ media, link }) => [...media.flatMap(({ item }) => item ?? []), ...(link?.thumb ? [link.thumb] : [])])
}
