import { Button, Checkbox, Collapse, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { BookOpenCheck, ChevronDown } from 'lucide-react'
import { useId, useState } from 'react'

import type { Thread, ThreadPlaybook } from '#contract/inbox'

import { api, client } from '../api.ts'
import { useMay } from '../frame/who.ts'
import { useFormat } from '../language/use-format.ts'
import { LocalTime } from '../ui/local-time.tsx'
import { useDeskState } from './desk-context.ts'
import { useColleagues } from './use-colleagues.ts'
import { useInboxText } from './use-inbox-text.ts'
import { useUndoable } from './use-undoable.ts'

import styles from './playbook-panel.module.css'

/** What the team does about such a thread, folded away until it is wanted; how far it is stands in its head. */
export function PlaybookPanel({ thread, playbook }: { thread: Thread; playbook: ThreadPlaybook }) {
  const words = useInboxText()
  const { number } = useFormat()
  const [isOpen, setOpen] = useState(() => localStorage.getItem(shelf) === 'open')
  const id = useId()
  const { steps } = playbook
  const done = steps.filter((step) => step.done).length
  const fold = () => {
    setOpen(!isOpen)
    localStorage.setItem(shelf, isOpen ? 'folded' : 'open')
  }
  return (
    <section className={styles.panel} aria-label={words.playbook.title(words.meanings[playbook.meaning])}>
      <UnstyledButton className={styles.head ?? ''} aria-expanded={isOpen} aria-controls={id} onClick={fold}>
        <BookOpenCheck size={16} aria-hidden="true" />
        <span className={styles.title}>{words.playbook.title(words.meanings[playbook.meaning])}</span>
        {steps.length > 0 && <span className={styles.quiet}>{words.playbook.done(number(done), number(steps.length))}</span>}
        <ChevronDown size={16} aria-hidden="true" className={styles.arrow} data-open={isOpen || undefined} />
      </UnstyledButton>
      <Collapse expanded={isOpen} id={id}>
        <div className={styles.body}>
          <Steps thread={thread} playbook={playbook} />
          <Hints playbook={playbook} />
          {playbook.savedAnswerId !== undefined && <BeginWith thread={thread} savedAnswerId={playbook.savedAnswerId} />}
        </div>
      </Collapse>
    </section>
  )
}

const shelf = 'hearth.playbook'

interface StepsProps {
  thread: Thread
  playbook: ThreadPlaybook
}

function Steps({ thread, playbook }: StepsProps) {
  const words = useInboxText().playbook
  const mayWork = useMay()('inbox.work')
  const take = useUndoable()
  const tick = (stepId: string, done: boolean): Parameters<typeof take>[0] => ({
    ask: () => client.inbox.tickStep({ threadId: thread.id, stepId, done }),
    says: done ? words.ticked : words.unticked,
    back: () => tick(stepId, !done),
  })
  if (playbook.steps.length === 0) return null
  return (
    <ol className={styles.steps} aria-label={words.steps}>
      {playbook.steps.map(({ id, text, done }) => (
        <li key={id}>
          <Checkbox
            label={text}
            checked={done !== undefined}
            disabled={!mayWork}
            description={
              done && (
                <>
                  {done.by} · <LocalTime at={done.at} />
                </>
              )
            }
            onChange={(event) => take(tick(id, event.currentTarget.checked))}
          />
        </li>
      ))}
    </ol>
  )
}

function Hints({ playbook: { tone, memberIds } }: { playbook: ThreadPlaybook }) {
  const words = useInboxText().playbook
  const { list } = useFormat()
  const { nameOf } = useColleagues()
  return (
    <>
      {tone !== '' && (
        <p className={styles.hint} dir="auto">
          <strong>{words.tone}</strong> {tone}
        </p>
      )}
      {memberIds.length > 0 && (
        <p className={styles.hint}>
          <strong>{words.know}</strong> {list(memberIds.map(nameOf))}
        </p>
      )}
    </>
  )
}

/** Writes the saved answer into the answer box, as it would be said to this person. */
function BeginWith({ thread, savedAnswerId }: { thread: Thread; savedAnswerId: string }) {
  const words = useInboxText().playbook
  const desk = useDeskState()
  const message = thread.items.findLast(({ answerable, byUs }) => answerable && !byUs)
  const saved = useQuery({
    ...api.inbox.savedAnswersFor.queryOptions({ input: { messageId: message?.id ?? '' } }),
    enabled: message !== undefined,
  }).data?.find(({ id }) => id === savedAnswerId)
  const text = saved?.texts.find(({ language }) => language === saved.language)?.text
  if (!saved || text === undefined) return null
  const write = () => {
    const { answer, saved: before = [] } = desk.draft
    desk.change({ answer: answer === '' ? text : `${answer}\n${text}`, saved: [...new Set([...before, saved.id])].slice(-20) })
    desk.write('answer')
  }
  return (
    <Button variant="default" size="compact-sm" className={styles.begin ?? ''} onClick={write}>
      {words.begin(saved.name)}
    </Button>
  )
}
