import { Button, Progress } from '@mantine/core'
import { useEffect, useRef } from 'react'

import type { RuleTry } from '#contract/inbox'

import { useFormat } from '../../language/use-format.ts'
import { LocalTime } from '../../ui/local-time.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { useRulesText } from './use-rules-text.ts'

import styles from './rule-form.module.css'

const verbs = ['label', 'assign', 'urgent', 'hide', 'finish', 'alert'] as const

interface TryResultProps {
  tried: RuleTry | undefined
  isRunning: boolean
  /** The rule was changed since. */
  isOld: boolean
  onStop: () => void
}

/** How much a rule would have done, and the messages it would have done it to. */
export function TryResult({ tried, isRunning, isOld, onStop }: TryResultProps) {
  const words = useRulesText()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (tried !== undefined || isRunning) place.current?.scrollIntoView({ block: 'nearest' })
  }, [tried, isRunning])
  return (
    <div ref={place} className={styles.tried}>
      {isRunning && (
        <div className={styles.running}>
          <span className={styles.grow} role="status">
            {words.trying}
          </span>
          <Button variant="default" size="compact-sm" onClick={onStop}>
            {words.stopTrying}
          </Button>
          <Progress className={styles.bar ?? ''} value={tried ? shareOf(tried.until) : 0} aria-label={words.trying} />
        </div>
      )}
      {isOld && <p className={styles.hint}>{words.tried.tryAgain}</p>}
      {tried && <Sums tried={tried} isRunning={isRunning} />}
      {tried && tried.found.length > 0 && <Found tried={tried} />}
    </div>
  )
}

/** Of the 30 days, in percent. */
function shareOf(until: string): number {
  return Math.min(100, Math.max(2, ((Date.now() - Date.parse(until)) / (30 * 86_400_000)) * 100))
}

function Sums({ tried, isRunning }: { tried: RuleTry; isRunning: boolean }) {
  const words = useRulesText()
  const { number } = useFormat()
  const { matched, threads, looked, taken, would, cannotHide } = tried
  const nothing = matched === 0 && !isRunning
  return (
    <div aria-live="polite">
      <p className={styles.sum}>
        {nothing ? words.tried.none(number(looked)) : words.tried.found(number(matched), number(threads), number(looked))}
      </p>
      <ul className={styles.would}>
        {verbs.map((verb) => would[verb] > 0 && <li key={verb}>{words.would[verb](number(would[verb]))}</li>)}
        {cannotHide > 0 && <li>{words.tried.cannotHide(number(cannotHide))}</li>}
        {taken > 0 && <li>{words.tried.taken(number(taken))}</li>}
      </ul>
      {matched > 0 && <p className={styles.hint}>{words.tried.asNow}</p>}
    </div>
  )
}

function Found({ tried }: { tried: RuleTry }) {
  const words = useRulesText()
  const { list, number } = useFormat()
  const rest = tried.threads - tried.found.length
  return (
    <>
      <Rows label={words.tried.list}>
        {tried.found.map((found) => (
          <Row
            key={found.messageId}
            lead={<NetworkIcon network={found.network} size={16} />}
            title={found.by}
            note={
              <>
                <span className={styles.said} dir="auto">
                  {found.text}
                </span>
                <LocalTime at={found.saidAt} />
                {found.would.length > 0 && <> · {list(found.would.map((verb) => words.actions[verb]))}</>}
              </>
            }
          />
        ))}
      </Rows>
      {rest > 0 && <p className={styles.hint}>{words.tried.more(number(rest))}</p>}
    </>
  )
}
