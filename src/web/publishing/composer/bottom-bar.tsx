import { Button } from '@mantine/core'
import { type ReactNode, useId } from 'react'

import type { Account } from '#contract/connections'

import { useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { BelongingChoice } from '../../strategy/belonging-choice.tsx'
import { Trouble } from '../../ui/states.tsx'
import { instantOf } from '../time/wall-clock.ts'
import { AccountChips } from './account-chips.tsx'
import { ApprovalNote } from './approval-note.tsx'
import type { TimeChoice as Choice } from './local-copy.ts'
import { nextAction, timeTrouble, whyNot, type Action, type Hurdle, type TimeTrouble } from './next-action.ts'
import { TimeChoice } from './time-choice.tsx'
import { type Asking, useAsking } from './use-asking.ts'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'
import { usePerform } from './use-perform.ts'

import styles from './bottom-bar.module.css'

interface BottomBarProps {
  composer: Composer
  accounts: readonly Account[]
  /** What must be done first. */
  hurdle: Hurdle | undefined
  onDone: () => void
}

export interface Bar {
  readonly perform: () => void
  /** Why the button is off, if it is. */
  readonly whyNot: Hurdle | TimeTrouble | undefined
  readonly label: string
  readonly working: boolean
  readonly trouble: string | undefined
  readonly when: string
  readonly timeWrong: boolean
  readonly action: Action
  /** Asks about what the brand's rules warn of. */
  readonly dialog: ReactNode
  readonly asking: Asking
}

/** What the one button says and does, for the bar and the keyboard. */
export function useBar({ composer, accounts, hurdle, onDone }: BottomBarProps): Bar {
  const mayPlan = useMay()('posts.write')
  const words = useComposerText()
  const asking = useAsking(composer)
  const { now } = useText().time
  const format = useFormat(composer.brand.timeZone)
  const { desk, brand, post } = composer
  const action = nextAction({
    mayPlan,
    planned: post?.state === 'scheduled' ? post.planned : undefined,
    choice: desk.choice,
    timeZone: brand.timeZone,
  })
  const wrong = timeTrouble(desk.choice, brand.timeZone, Temporal.Now.instant())
  const when = whenInWords(desk.choice, brand.timeZone, format.dateTime) ?? (desk.choice.kind === 'now' ? now : words.button.noTime)
  const { perform, working, trouble, dialog } = usePerform(composer, {
    action,
    when,
    asks: asking.asks,
    skipApproval: asking.skips,
    onDone,
  })
  const why = whyNot(action, hurdle, wrong)
  return {
    perform: () => void (why === undefined ? perform() : undefined),
    whyNot: why,
    label: buttonLabel({ action, when, chosen: accounts.filter(({ id }) => desk.accountIds.includes(id)), words, asks: asking.asks }),
    working,
    trouble,
    when,
    timeWrong: wrong !== undefined,
    action,
    dialog,
    asking,
  }
}

/** Where, when, and the one button, which says why where it cannot be pressed. */
export function BottomBar({ composer, accounts, bar }: { composer: Composer; accounts: readonly Account[]; bar: Bar }) {
  const mayPlan = useMay()('posts.write')
  const why = useComposerText().button.whyNot
  const whyId = useId()
  const { desk, change, brand } = composer
  return (
    <footer className={styles.bar}>
      {bar.trouble !== undefined && <Trouble>{bar.trouble}</Trouble>}
      <ApprovalNote asking={bar.asking} changesOnly={bar.action === 'save-changes'} />
      <div className={styles.row}>
        <AccountChips accounts={accounts} chosen={desk.accountIds} onChange={(accountIds) => change((now) => ({ ...now, accountIds }))} />
        <div className={styles.act}>
          <span id={whyId} className={styles.why}>
            {bar.whyNot !== undefined && why[bar.whyNot]}
          </span>
          <BelongingChoice brandId={brand.id} value={desk.belonging} onChange={(belonging) => change((now) => ({ ...now, belonging }))} />
          {mayPlan && (
            <TimeChoice
              choice={desk.choice}
              words={bar.when}
              timeZone={brand.timeZone}
              accounts={accounts.filter(({ id }) => desk.accountIds.includes(id))}
              trouble={bar.timeWrong}
              onChange={(choice) => change((now) => ({ ...now, choice }))}
            />
          )}
          <Button
            className={styles.do}
            disabled={bar.whyNot !== undefined}
            aria-describedby={bar.whyNot === undefined ? undefined : whyId}
            loading={bar.working}
            onClick={bar.perform}
          >
            {bar.label}
          </Button>
        </div>
      </div>
    </footer>
  )
}

function whenInWords(choice: Choice, timeZone: string, format: (at: string) => string): string | undefined {
  if (choice.kind === 'now') return undefined
  const at = instantOf(choice.local, timeZone, choice.occurrence)
  return at === undefined ? undefined : format(at.toString())
}

interface Labelled {
  action: Action
  when: string
  chosen: readonly Account[]
  words: ReturnType<typeof useComposerText>
  asks: boolean
}

function buttonLabel({ action, when, chosen, words: { button: words, approval }, asks }: Labelled): string {
  const [first] = chosen
  if (asks && action === 'publish') return approval.askNow
  if (asks && action === 'schedule') return approval.ask(when)
  if (action === 'schedule') return chosen.length > 1 ? words.scheduleMany(chosen.length, when) : words.schedule(when)
  if (action === 'move') return words.move(when)
  if (action === 'save-changes') return words.saveChanges
  if (action === 'save-draft') return words.saveDraft
  if (chosen.length > 1) return words.publishMany(chosen.length)
  return words.publish(first === undefined ? '…' : `@${first.handle}`)
}
