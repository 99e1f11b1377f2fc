import { ActionIcon, Textarea, Tooltip } from '@mantine/core'
import { X } from 'lucide-react'

import type { ContentInput } from '#contract/publishing'

import { networkName } from '../../networks.ts'
import { Trouble } from '../../ui/states.tsx'
import { useEvergreenText } from './use-evergreen-text.ts'

import styles from './evergreen.module.css'

interface WordingFieldsProps {
  wording: ContentInput
  /** Absent where it is the only one. */
  number: number | undefined
  trouble: string | undefined
  onChange: (wording: ContentInput) => void
  onRemove: () => void
}

/** One way to say it: the texts of its parts, and what it says otherwise on some networks. */
export function WordingFields({ wording, number, trouble, onChange, onRemove }: WordingFieldsProps) {
  const words = useEvergreenText().words
  const title = number === undefined ? words.one : words.wording(number)
  const showsMedia = wording.parts.some(({ media }) => media.length > 0)
  return (
    <fieldset className={styles.wording} aria-label={title}>
      <div className={styles.wordingHead}>
        <span aria-hidden="true">{title}</span>
        {number !== undefined && (
          <Tooltip label={words.remove(number)}>
            <ActionIcon variant="subtle" color="gray" aria-label={words.remove(number)} onClick={onRemove}>
              <X size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <Texts
        parts={wording.parts}
        label={(part) => (wording.parts.length === 1 ? title : words.part(part))}
        onChange={(parts) => onChange({ ...wording, parts })}
      />
      {Object.entries(wording.variants).map(([network, variant]) => {
        const { parts } = variant
        if (parts === undefined) return null
        const name = networkName(network)
        return (
          <Texts
            key={network}
            parts={parts}
            isShown
            label={(part) => (parts.length === 1 ? words.on(name) : words.onPart(name, part))}
            onChange={(changed) => onChange({ ...wording, variants: { ...wording.variants, [network]: { ...variant, parts: changed } } })}
          />
        )
      })}
      {showsMedia && <p className={styles.hint}>{words.media}</p>}
      {trouble !== undefined && <Trouble>{trouble}</Trouble>}
    </fieldset>
  )
}

interface TextsProps {
  parts: ContentInput['parts']
  /** Of the part with this number, from 1. */
  label: (part: number) => string
  /** Is the label seen, or only heard because it stands above already? */
  isShown?: boolean
  onChange: (parts: ContentInput['parts']) => void
}

function Texts({ parts, label, isShown = false, onChange }: TextsProps) {
  return parts.map((part, place) => (
    <Textarea
      key={place}
      {...(isShown || parts.length > 1 ? { label: label(place + 1) } : { 'aria-label': label(place + 1) })}
      autosize
      minRows={2}
      maxRows={10}
      value={part.text}
      onChange={(event) => onChange(parts.with(place, { ...part, text: event.currentTarget.value }))}
    />
  ))
}
