import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

import type { Account } from '#contract/connections'
import type { PostSummary } from '#contract/publishing'

import { useWrite } from '../../frame/use-write.ts'
import { useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { Section } from '../../ui/page.tsx'

import styles from './today.module.css'

interface FirstStepsProps {
  accounts: readonly Account[]
  drafts: readonly PostSummary[]
  hasPosts: boolean
}

/** Connect, write, schedule: one straight line, with one thing to do at a time. */
export function FirstSteps({ accounts, drafts, hasPosts }: FirstStepsProps) {
  const words = useText().today.steps
  const goOn = useText().today.goOn
  const write = useWrite()
  const may = useMay()
  const [draft] = drafts
  const connected = accounts.length > 0
  const written = draft !== undefined || hasPosts
  const steps = [
    {
      title: words.connect,
      hint: may('accounts.manage') || connected ? words.connectHint : words.askOwner,
      done: connected,
      action: may('accounts.manage') && (
        <Button renderRoot={(props) => <Link to="/settings/accounts" {...props} />}>{words.connect}</Button>
      ),
    },
    {
      title: words.write,
      hint: words.writeHint,
      done: written,
      action: may('posts.write') && <Button onClick={() => write.open()}>{words.write}</Button>,
    },
    {
      title: words.schedule,
      hint: words.scheduleHint,
      done: hasPosts,
      action: draft !== undefined && may('posts.write') && <Button onClick={() => write.open({ postId: draft.id })}>{goOn}</Button>,
    },
  ]
  const now = steps.findIndex(({ done }) => !done)
  return (
    <Section title={words.title}>
      <ol className={styles.steps}>
        {steps.map(({ title, hint, done, action }, index) => (
          <Step key={title} number={index + 1} title={title} hint={hint} done={done} action={index === now && action} />
        ))}
      </ol>
    </Section>
  )
}

function Step({ number, title, hint, done, action }: { number: number; title: string; hint: string; done: boolean; action: ReactNode }) {
  const words = useText().today.steps
  return (
    <li className={styles.step} data-now={Boolean(action) || undefined} data-done={done || undefined}>
      <span className={styles.number} aria-hidden="true">
        {done ? <Check size={16} /> : number}
      </span>
      <div className={styles.words}>
        <p className={styles.what}>
          {title}
          {done && <span className="visually-hidden"> ({words.done})</span>}
        </p>
        <p className={styles.why}>{hint}</p>
      </div>
      {action}
    </li>
  )
}
