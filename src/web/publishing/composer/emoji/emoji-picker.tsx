import { TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'

import { useLanguage } from '../../../language/text-provider.tsx'
import { useComposerText } from '../use-composer-text.ts'
import { recentEmoji, rememberEmoji, rememberTone, toneChosen } from './emoji-memory.ts'
import { emojiGroups, findEmoji, type Emoji } from './emoji.ts'
import { inTone, tones } from './tones.ts'

import styles from './emoji-picker.module.css'

/** Emoji in groups, those used last first, found by their names in both languages. */
export function EmojiPicker({ onPick }: { onPick: (sign: string) => void }) {
  const words = useComposerText().emoji
  const [query, setQuery] = useState('')
  const [tone, setTone] = useState(toneChosen)
  const found = query.trim() === '' ? undefined : findEmoji(query)

  function pick(sign: string): void {
    rememberEmoji(sign)
    onPick(sign)
  }

  return (
    <div className={styles.picker}>
      <TextInput
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<Search size={16} aria-hidden="true" />}
        value={query}
        ref={focusOnce}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found ?? []
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || first === undefined) return
          event.preventDefault()
          pick(inTone(first.sign, tone))
        }}
      />
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow keys move between the buttons inside */}
      <div className={styles.list} onKeyDown={moveFocus}>
        {found === undefined ? (
          <Groups tone={tone} onPick={pick} />
        ) : (
          <Signs label={words.found(found.length)} emoji={found} tone={tone} onPick={pick} />
        )}
      </div>
      <Tones
        tone={tone}
        onTone={(next) => {
          rememberTone(next)
          setTone(next)
        }}
      />
    </div>
  )
}

/** It comes after the popover has opened and looked for what to focus. */
function focusOnce(input: HTMLInputElement | null): void {
  input?.focus()
}

interface Picking {
  tone: string
  onPick: (sign: string) => void
}

function Groups({ tone, onPick }: Picking) {
  const words = useComposerText().emoji
  const [recent] = useState(recentEmoji)
  return (
    <>
      {recent.length > 0 && <Signs label={words.recent} emoji={recent} tone="" onPick={onPick} />}
      {emojiGroups.map(({ name, emoji }) => (
        <Signs key={name} label={words.groups[name]} emoji={emoji} tone={tone} onPick={onPick} />
      ))}
    </>
  )
}

function Signs({ label, emoji, tone, onPick }: Picking & { label: string; emoji: readonly Emoji[] }) {
  const { language } = useLanguage()
  return (
    <section aria-label={label}>
      <h3 className={styles.label}>{label}</h3>
      <div className={styles.signs}>
        {emoji.map(({ sign, name }, index) => (
          <button
            key={sign}
            type="button"
            className={styles.sign}
            title={name[language]}
            aria-label={name[language]}
            // One stop for the Tab key in each group; inside it, the arrow keys.
            tabIndex={index === 0 ? 0 : -1}
            onClick={() => onPick(inTone(sign, tone))}
          >
            {inTone(sign, tone)}
          </button>
        ))}
      </div>
    </section>
  )
}

function Tones({ tone, onTone }: { tone: string; onTone: (tone: string) => void }) {
  const words = useComposerText().emoji
  return (
    <div className={styles.tones} role="group" aria-label={words.tone}>
      {tones.map((each, index) => (
        <button
          key={each}
          type="button"
          className={styles.sign}
          aria-pressed={each === tone}
          aria-label={words.tones[index]}
          title={words.tones[index]}
          onClick={() => onTone(each)}
        >
          {inTone('✋', each)}
        </button>
      ))}
    </div>
  )
}

/** To the next, the one before, or the nearest in the row above or below. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const all = [...event.currentTarget.querySelectorAll('button')]
  const at = all.findIndex((button) => button === document.activeElement)
  const here = all[at]
  if (here === undefined) return
  const next = nextButton(event.key, { all, at, here })
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

interface Where {
  all: readonly HTMLButtonElement[]
  at: number
  here: HTMLButtonElement
}

function nextButton(key: string, { all, at, here }: Where): HTMLButtonElement | undefined {
  if (key === 'ArrowRight') return all[at + 1]
  if (key === 'ArrowLeft') return all[at - 1]
  const { top, left } = here.getBoundingClientRect()
  const places = all.map((button) => ({ button, place: button.getBoundingClientRect() }))
  const beyond = places.filter(({ place }) => (key === 'ArrowDown' ? place.top > top + 1 : key === 'ArrowUp' && place.top < top - 1))
  const rows = beyond.map(({ place }) => place.top)
  const row = key === 'ArrowDown' ? Math.min(...rows) : Math.max(...rows)
  const [nearest] = beyond
    .filter(({ place }) => Math.abs(place.top - row) < 1)
    .toSorted((a, b) => Math.abs(a.place.left - left) - Math.abs(b.place.left - left))
  return nearest?.button
}
