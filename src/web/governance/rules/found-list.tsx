import { Button } from '@mantine/core'
import { CircleAlert, Lightbulb, TriangleAlert } from 'lucide-react'

import type { Found, Severity } from '#contract/brand-rules'
import type { BrandRule } from '#contract/voice'

import { useFormat } from '../../language/use-format.ts'
import { useVoiceText } from './use-voice-text.ts'

import styles from './found-list.module.css'

export interface FoundRule {
  readonly found: {
    readonly media?: number | undefined
    readonly at?: Found['at'] | undefined
    readonly words?: string | undefined
    readonly say?: string | undefined
    readonly count?: number | undefined
  }
  readonly rule: Pick<BrandRule, 'name' | 'reason' | 'advice' | 'severity'>
}

interface FoundListProps<Each extends FoundRule> {
  items: readonly Each[]
  /** Goes to the place. */
  onGo?: (item: Each) => void
  /** Says it as the rule proposes. */
  onUse?: (item: Each) => void
}

/** What rules found, each with its reason and what to do. */
export function FoundList<Each extends FoundRule>({ items, onGo, onUse }: FoundListProps<Each>) {
  const words = useVoiceText().found
  return (
    <ul className={styles.list}>
      {items.map((item, index) => (
        <li key={index} className={styles.item} data-severity={item.rule.severity}>
          <Sign severity={item.rule.severity} />
          <div className={styles.words}>
            {onGo && item.found.at ? (
              <button type="button" className={styles.place} title={words.show} onClick={() => onGo(item)}>
                <What item={item} />
              </button>
            ) : (
              <What item={item} />
            )}
            {item.rule.reason !== '' && <span> {item.rule.reason}</span>}
            {item.rule.advice !== '' && <span className={styles.advice}> {item.rule.advice}</span>}
          </div>
          {onUse && item.found.say !== undefined && (
            <Button size="compact-xs" variant="default" onClick={() => onUse(item)}>
              {words.use(item.found.say)}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function What({ item: { found, rule } }: { item: FoundRule }) {
  const words = useVoiceText().found
  const format = useFormat()
  return (
    <strong dir="auto">
      <span className="visually-hidden">{words[rule.severity]} </span>
      {found.words === undefined ? '' : `${words.quoted(found.words)} `}
      {rule.name}
      {found.count === undefined ? '' : ` (${format.number(found.count)})`}
      {found.media !== undefined && found.at !== undefined && ` · ${words.inAlt}`}
    </strong>
  )
}

export function Sign({ severity }: { severity: Severity }) {
  if (severity === 'block') return <CircleAlert size={16} aria-hidden="true" className={styles.sign} />
  if (severity === 'warn') return <TriangleAlert size={16} aria-hidden="true" className={styles.sign} />
  return <Lightbulb size={16} aria-hidden="true" className={styles.sign} />
}
