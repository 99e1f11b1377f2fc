import { Loader } from '@mantine/core'
import { useLayoutEffect, useState, type RefObject } from 'react'

import { useExplain } from '../../../errors/use-explain.ts'
import { useReason } from '../../../errors/use-reason.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { useComposerText } from '../use-composer-text.ts'
import type { MentionMenu } from './use-mention-menu.ts'

import styles from './mention-list.module.css'

interface MentionListProps {
  id: string
  menu: MentionMenu
  /** The copy of the text, in which the place of a letter can be measured. */
  copy: RefObject<HTMLElement | null>
  network: string | undefined
}

/** The profiles found, under the `@` that asks for them. */
export function MentionList({ id, menu, copy, network }: MentionListProps) {
  const words = useComposerText().mentions
  const reason = useReason()
  const explain = useExplain()
  const place = usePlace(copy, menu.at)
  if (menu.at === undefined) return null
  const said = menu.asking
    ? undefined
    : menu.error !== undefined
      ? explain(menu.error)
      : menu.trouble !== undefined
        ? reason(network, menu.trouble)
        : menu.found.length === 0
          ? words.none
          : undefined
  return (
    <div className={styles.menu} style={place}>
      {menu.asking && (
        <p className={styles.note}>
          <Loader size={14} aria-hidden="true" /> {words.looking}
        </p>
      )}
      {said !== undefined && (
        <p className={styles.note} role="status">
          {said}
        </p>
      )}
      <div id={id} role="listbox" aria-label={words.title}>
        {menu.found.map(({ text, name, handle, avatarUrl }, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the text area keeps the focus and takes the keys
          <div
            key={`${handle} ${text}`}
            id={optionId(id, index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === menu.active}
            className={styles.option}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => menu.choose(index)}
          >
            <Avatar name={name} url={avatarUrl} size={28} />
            <span className={styles.names}>
              <strong>{name}</strong>
              <span>{handle}</span>
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}

export function optionId(id: string, index: number): string {
  return `${id}-${index}`
}

/** Under the line of the `@`, inside the text area. */
function usePlace(copy: RefObject<HTMLElement | null>, at: number | undefined): { top: number; insetInlineStart: number } {
  const [place, setPlace] = useState({ top: 0, insetInlineStart: 0 })
  useLayoutEffect(() => {
    if (copy.current === null || at === undefined) return
    const letter = letterAt(copy.current, at)
    const [area, rect] = [copy.current.getBoundingClientRect(), letter?.getBoundingClientRect()]
    if (rect === undefined) return
    // oxlint-disable-next-line react/set-state-in-effect -- only what is drawn can be measured
    setPlace({ top: rect.bottom - area.top + 4, insetInlineStart: Math.max(0, Math.min(rect.left - area.left, area.width - 280)) })
  }, [copy, at])
  return place
}

function letterAt(copy: HTMLElement, at: number): Range | undefined {
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
  let before = 0
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { length } = node.textContent ?? ''
    if (at < before + length) {
      const range = document.createRange()
      range.setStart(node, at - before)
      range.setEnd(node, at - before + 1)
      return range
    }
    before += length
  }
  return undefined
}
