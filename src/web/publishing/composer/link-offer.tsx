import { ActionIcon, Button, Textarea, TextInput, Tooltip } from '@mantine/core'
import { Link2, X } from 'lucide-react'
import { useState } from 'react'

import type { Entity } from '#networks/network'

import { client } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useBrand } from '../../frame/who.ts'
import { Trouble } from '../../ui/states.tsx'
import { CardPicture } from './card-picture.tsx'
import { changePart } from './draft-parts.ts'
import type { DraftLink, DraftPart } from './draft.ts'
import { useComposerText } from './use-composer-text.ts'
import type { Wording } from './wording.ts'

import styles from './link-offer.module.css'

interface LinkOfferProps {
  wording: Wording
  part: DraftPart
  links: readonly Entity[]
}

/** Offers a card for the first link of a part without images; what it shows can be changed, and it can go again. */
export function LinkOffer({ wording, part, links }: LinkOfferProps) {
  const words = useComposerText().link
  const explain = useExplain()
  const [reading, setReading] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const brand = useBrand()
  const setPart = (edit: (part: DraftPart) => DraftPart) => wording.change((parts) => changePart(parts, part.key, edit))
  const url = links.map(addressOf).find((address) => address !== undefined && !part.declined.includes(address))

  async function add(address: string): Promise<void> {
    setReading(true)
    setTrouble(undefined)
    const link = await client.links.preview({ brandId: brand.id, url: address }).catch((error: unknown) => {
      setTrouble(explain(error))
      return { url: address, title: new URL(address).host, description: '' }
    })
    setPart((each) => ({ ...each, link }))
    setReading(false)
  }

  if (part.link !== undefined && part.media.length === 0) {
    return (
      <>
        {trouble !== undefined && <Trouble>{trouble}</Trouble>}
        <CardEditor link={part.link} onChange={(changes) => setPart(withCard(changes))} onRemove={() => setPart(withoutCard)} />
      </>
    )
  }
  if (url === undefined || part.media.length > 0) return null
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<Link2 size={14} aria-hidden="true" />}
      loading={reading}
      loaderProps={{ 'aria-label': words.reading }}
      onClick={() => void add(url)}
    >
      {words.offer(new URL(url).host)}
    </Button>
  )
}

interface CardEditorProps {
  link: DraftLink
  onChange: (changes: Partial<Omit<DraftLink, 'url'>>) => void
  onRemove: () => void
}

function CardEditor({ link, onChange, onRemove }: CardEditorProps) {
  const words = useComposerText().link
  return (
    <div className={styles.card} role="group" aria-label={words.card}>
      <CardPicture picture={link.thumb} onPicture={(thumb) => onChange({ thumb })} />
      <div className={styles.words}>
        <TextInput
          aria-label={words.title}
          placeholder={words.title}
          variant="unstyled"
          fw={600}
          maxLength={500}
          value={link.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <Textarea
          aria-label={words.description}
          placeholder={words.description}
          variant="unstyled"
          autosize
          maxRows={4}
          maxLength={2000}
          value={link.description}
          onChange={(event) => onChange({ description: event.currentTarget.value })}
        />
        <span className={styles.host}>{new URL(link.url).host}</span>
      </div>
      <Tooltip label={words.remove}>
        <ActionIcon variant="subtle" color="gray" aria-label={words.remove} onClick={onRemove}>
          <X size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

/** Only what was changed: a picture that arrives late must not undo the words written meanwhile. */
function withCard(changes: Partial<Omit<DraftLink, 'url'>>) {
  return (part: DraftPart): DraftPart => (part.link === undefined ? part : { ...part, link: { ...part.link, ...changes } })
}

function withoutCard({ link, ...part }: DraftPart): DraftPart {
  return link === undefined ? part : { ...part, declined: [...part.declined, link.url] }
}

/** Networks also link a bare domain; its card is read over https. */
function addressOf({ kind, value }: Entity): string | undefined {
  if (kind !== 'link') return undefined
  const address = /^https?:\/\//i.test(value) ? value : `https://${value}`
  return URL.canParse(address) && address.length <= 2000 ? address : undefined
}
