import { Button, Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ExternalLink, Pencil } from 'lucide-react'
import { useState } from 'react'

import type { ShortLink } from '#contract/links'

import { api, client, reload } from '../api.ts'
import { refusalOf } from '../errors/refusal.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useMay } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { showTrouble, toast } from '../ui/toast.tsx'
import { useNarrow } from '../ui/use-narrow.ts'
import { LinkClicks } from './link-clicks.tsx'
import { LinkFacts } from './link-facts.tsx'
import { LinkForm } from './link-form.tsx'
import { withoutProtocol } from './link-row.tsx'
import { QrCode } from './qr-code.tsx'
import { useLinksText } from './use-links-text.ts'

import styles from './link-drawer.module.css'

interface LinkDrawerProps {
  linkId: string
  onClose: () => void
}

/** A short link beside the list: its address, who followed it, its QR code, and what can be changed. */
export function LinkDrawer({ linkId, onClose }: LinkDrawerProps) {
  const words = useLinksText()
  const { close } = useText().ui
  const narrow = useNarrow()
  const link = useQuery(api.links.read.queryOptions({ input: { linkId } }))
  const isGone = refusalOf(link.error)?.code === 'NOT_FOUND'
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={narrow ? '100%' : 500}
      title={words.card}
      closeButtonProps={{ 'aria-label': close }}
      classNames={{ header: styles.header ?? '' }}
    >
      {link.isPending && <LoadingState rows={6} height={56} />}
      {link.isError && <ErrorState error={link.error} {...(isGone ? { title: words.gone } : { retry: () => void link.refetch() })} />}
      {link.isSuccess && <Card link={link.data} onClose={onClose} />}
    </Drawer>
  )
}

function Card({ link, onClose }: { link: ShortLink; onClose: () => void }) {
  const words = useLinksText()
  const mayWrite = useMay()('links.write')
  const [isChanging, setChanging] = useState(false)
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.name} dir="auto">
          {link.title || withoutProtocol(link.target)}
        </h2>
        <p className={styles.url}>{withoutProtocol(link.url)}</p>
        <div className={styles.actions}>
          <CopyButton value={link.url} label={words.copy} />
          <Button
            component="a"
            href={link.address}
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<ExternalLink size={16} aria-hidden="true" />}
          >
            {words.open}
          </Button>
        </div>
      </div>
      <LinkClicks linkId={link.id} />
      <LinkFacts link={link} />
      {mayWrite && (
        <div className={styles.actions}>
          <Button variant="default" leftSection={<Pencil size={16} aria-hidden="true" />} onClick={() => setChanging(true)}>
            {words.change}
          </Button>
          <Withdraw link={link} onClose={onClose} />
        </div>
      )}
      <QrCode url={link.url} />
      {isChanging && <LinkForm brandId={link.brandId} link={link} onClose={() => setChanging(false)} />}
    </>
  )
}

function Withdraw({ link, onClose }: { link: ShortLink; onClose: () => void }) {
  const words = useLinksText()
  const explain = useExplain()
  async function withdraw(): Promise<void> {
    try {
      await client.links.remove({ linkId: link.id })
      toast(words.removed)
      onClose()
    } catch (error) {
      showTrouble(explain(error))
    }
    await reload('links')
  }
  return (
    <ConfirmButton
      question={words.removeAsk(withoutProtocol(link.url))}
      explanation={words.removeHint}
      confirm={words.remove}
      onConfirm={withdraw}
    >
      {words.remove}
    </ConfirmButton>
  )
}
