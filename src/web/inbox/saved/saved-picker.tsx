import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'

import type { FilledAnswer } from '#contract/inbox'

import { api } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { useLanguageName } from '../../language/use-language-name.ts'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { findSaved } from './find-saved.ts'
import { useSavedText } from './use-saved-text.ts'

import styles from './saved-picker.module.css'

interface SavedPickerProps {
  /** The message that is answered. */
  messageId: string
  onChoose: (saved: { readonly id: string; readonly text: string }) => void
  onClose: () => void
}

/** The saved answers as they would be said to this person: find one by a word, and Enter takes it. */
export function SavedPicker({ messageId, onChoose, onClose }: SavedPickerProps) {
  const words = useSavedText()
  const { close } = useText().ui
  const { data, error, refetch } = useQuery({ ...api.inbox.savedAnswersFor.queryOptions({ input: { messageId } }), staleTime: 0 })
  return (
    <Modal opened onClose={onClose} size="lg" title={words.list} returnFocus={false} closeButtonProps={{ 'aria-label': close }}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={3} height={56} />}
      {data?.length === 0 && <p>{words.picker.none}</p>}
      {data !== undefined && data.length > 0 && <Choosing saved={data} onChoose={onChoose} />}
      <Button component={Link} to="/settings/saved-answers" variant="subtle" size="compact-sm" mt="md">
        {words.picker.manage}
      </Button>
    </Modal>
  )
}

function Choosing({ saved, onChoose }: { saved: readonly FilledAnswer[]; onChoose: SavedPickerProps['onChoose'] }) {
  const words = useSavedText().picker
  const [typed, setTyped] = useState('')
  const [language, setLanguage] = useState<string>()
  const [place, setPlace] = useState(0)
  const list = useId()
  const found = findSaved(saved, typed)
  const at = Math.min(place, found.length - 1)
  useEffect(() => {
    document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [list, at])
  const choose = (each: FilledAnswer | undefined) => {
    const version = each && versionOf(each, language)
    if (each && version) onChoose({ id: each.id, text: version.text })
  }
  const search = {
    list,
    typed,
    onTyped: (now: string) => {
      setTyped(now)
      setPlace(0)
    },
    active: found.length > 0 ? `${list}-${at}` : undefined,
    onMove: (by: 1 | -1) => setPlace((at + by + found.length) % Math.max(1, found.length)),
    onTake: () => choose(found[at]),
  }
  return (
    <>
      <div className={styles.head}>
        <SearchField {...search} />
        <LanguageOf saved={saved} shown={language ?? found[at]?.language} onLanguage={setLanguage} />
      </div>
      <div id={list} role="listbox" aria-label={words.search} className={styles.list}>
        {found.map((each, index) => (
          <Choice
            key={each.id}
            id={`${list}-${index}`}
            saved={each}
            version={versionOf(each, language)}
            isChosen={index === at}
            onChoose={() => choose(each)}
          />
        ))}
      </div>
      {found.length === 0 && <p role="status">{words.nothingFound}</p>}
    </>
  )
}

interface SearchFieldProps {
  /** The ids of the list below and of what Enter takes. */
  list: string
  active: string | undefined
  typed: string
  onTyped: (typed: string) => void
  onMove: (by: 1 | -1) => void
  onTake: () => void
}

/** The focus stays here while the arrow keys walk through the list. */
function SearchField({ list, active, typed, onTyped, onMove, onTake }: SearchFieldProps) {
  const words = useSavedText().picker
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') onMove(1)
    else if (event.key === 'ArrowUp') onMove(-1)
    else if (event.key === 'Enter') onTake()
    else return
    event.preventDefault()
  }
  return (
    <TextInput
      type="search"
      role="combobox"
      aria-expanded
      aria-controls={list}
      aria-activedescendant={active}
      aria-label={words.search}
      placeholder={words.hint}
      autoComplete="off"
      data-autofocus
      leftSection={<Search size={16} aria-hidden="true" />}
      value={typed}
      onChange={(event) => onTyped(event.currentTarget.value)}
      onKeyDown={keys}
    />
  )
}

type Version = FilledAnswer['texts'][number]

/** In the language wanted, or else in the one that fits. */
function versionOf({ texts, language: fits }: FilledAnswer, wanted: string | undefined): Version | undefined {
  return texts.find(({ language }) => language === wanted) ?? texts.find(({ language }) => language === fits)
}

interface LanguageOfProps {
  saved: readonly FilledAnswer[]
  shown: string | undefined
  onLanguage: (language: string) => void
}

/** Where there are several, another one than that of the customer. */
function LanguageOf({ saved, shown, onLanguage }: LanguageOfProps) {
  const words = useSavedText().picker
  const name = useLanguageName()
  const languages = [...new Set(saved.flatMap(({ texts }) => texts.map(({ language }) => language)))]
  if (languages.length < 2) return null
  return (
    <Select
      aria-label={words.language}
      data={languages.map((tag) => ({ value: tag, label: name(tag) }))}
      value={shown ?? null}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      onChange={(chosen) => chosen !== null && onLanguage(chosen)}
    />
  )
}

interface ChoiceProps {
  id: string
  saved: FilledAnswer
  version: Version | undefined
  isChosen: boolean
  onChoose: () => void
}

function Choice({ id, saved, version, isChosen, onChoose }: ChoiceProps) {
  const words = useSavedText().picker
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the field above
    <div id={id} role="option" tabIndex={-1} aria-selected={isChosen} className={styles.choice} onClick={onChoose}>
      <span className={styles.name}>
        <strong>{saved.name}</strong>
        {saved.shortcut !== undefined && <span className={styles.quiet}>/{saved.shortcut}</span>}
      </span>
      <span className={styles.text} dir="auto" lang={version?.language}>
        {version?.text}
      </span>
      {version !== undefined && version.missing.length > 0 && (
        <span className={styles.quiet}>{words.missing(version.missing.map((variable) => `{{${variable}}}`).join(' '))}</span>
      )}
    </div>
  )
}
