import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { Category, Coming } from '#contract/publishing'

import { useBrand } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { localOf } from '../time/wall-clock.ts'
import { useEvergreenText } from './use-evergreen-text.ts'

import styles from './evergreen.module.css'

const shownFirst = 7

/** The weekly times of the coming days, each with what goes out then or why nothing does. */
export function ComingTimes({ category }: { category: Category }) {
  const words = useEvergreenText().coming
  const [all, setAll] = useState(false)
  const shown = all ? category.coming : category.coming.slice(0, shownFirst)
  return (
    <>
      <h3 className={styles.heading}>{words.title}</h3>
      <ul className={styles.coming} aria-label={words.title}>
        {shown.map((coming) => (
          <Time key={coming.local} coming={coming} paused={category.paused} />
        ))}
      </ul>
      {!category.paused && shown.some(({ state }) => state === 'open') && <p className={styles.afterList}>{words.openHint}</p>}
      {shown.length < category.coming.length && (
        <Button variant="subtle" color="gray" onClick={() => setAll(true)}>
          {words.more(category.coming.length - shown.length)}
        </Button>
      )}
    </>
  )
}

function Time({ coming, paused }: { coming: Coming; paused: boolean }) {
  const words = useEvergreenText()
  const { timeZone } = useBrand()
  const format = useFormat(timeZone)
  const { at, state, postId, firstLine, goesAt } = coming
  const moved = state === 'planned' && goesAt !== undefined && Date.parse(goesAt) !== Date.parse(at)
  return (
    <li className={styles.slot}>
      <time className={styles.when} dateTime={at}>
        {format.dateTime(at)}
      </time>
      <span className={styles.line}>
        {state === 'open' && <span className={styles.soft}>{paused ? words.coming.openPaused : words.coming.open}</span>}
        {state === 'taken-off' && <span className={styles.soft}>{words.coming.takenOff}</span>}
        {(state === 'planned' || state === 'out') && postId !== undefined && (
          <>
            <Link to="/calendar" search={{ post: postId, date: localOf(goesAt ?? at, timeZone).slice(0, 10) }}>
              {firstLine || words.kept.noText}
            </Link>
            {moved && <span className={styles.soft}> · {words.coming.moved(format.dateTime(goesAt))}</span>}
            {state === 'out' && <span className={styles.soft}> · {words.coming.out}</span>}
          </>
        )}
      </span>
    </li>
  )
}
