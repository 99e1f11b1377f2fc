import { Button, Textarea } from '@mantine/core'
import { Check, PencilLine } from 'lucide-react'
import { useState } from 'react'

import type { ApprovalDetail } from '#contract/governance'

import { refusalOf } from '../../errors/refusal.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

export interface Verdict {
  readonly verdict: 'approved' | 'refused'
  readonly text: string
  readonly version: number
  readonly inPlace: boolean
}

interface DecideProps {
  approval: ApprovalDetail
  /** Sends it, and answers once it is kept. */
  onDecide: (verdict: Verdict) => Promise<unknown>
  /** What is shown is out of date. */
  onOutdated: () => void
}

/** Yes, or what should change. For those who are asked, and for those who may decide in their place. */
export function Decide({ approval, onDecide, onOutdated }: DecideProps) {
  const texts = useApprovalsText()
  const words = texts.decide
  const explain = useExplain()
  const [text, setText] = useState('')
  const [wordless, setWordless] = useState(false)
  const [working, setWorking] = useState<Verdict['verdict']>()
  const [trouble, setTrouble] = useState<string>()
  const decide = async (verdict: Verdict['verdict']) => {
    setWordless(verdict === 'refused' && text.trim() === '')
    if (verdict === 'refused' && text.trim() === '') return
    setWorking(verdict)
    setTrouble(undefined)
    try {
      await onDecide({ verdict, text, version: approval.version, inPlace: !approval.mine })
      setText('')
      toast(words[verdict])
    } catch (error) {
      const isOutdated = refusalOf(error)?.code === 'VERSION_CHANGED'
      setTrouble(isOutdated ? words.outdated : explain(error))
      if (isOutdated) onOutdated()
    } finally {
      setWorking(undefined)
    }
  }
  return (
    <section className={styles.decide} aria-label={words.title}>
      {!approval.mine && <p className={styles.quiet}>{words.inPlace}</p>}
      <Textarea
        label={words.words}
        autosize
        minRows={2}
        maxLength={4000}
        value={text}
        error={wordless ? words.needsWords : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {trouble !== undefined && <Trouble>{trouble}</Trouble>}
      <div className={styles.buttons}>
        <Button
          leftSection={<Check size={16} aria-hidden="true" />}
          loading={working === 'approved'}
          onClick={() => void decide('approved')}
        >
          {approval.mine ? words.approve : words.approveInPlace}
        </Button>
        <Button
          variant="default"
          leftSection={<PencilLine size={16} aria-hidden="true" />}
          loading={working === 'refused'}
          onClick={() => void decide('refused')}
        >
          {words.refuse}
        </Button>
      </div>
    </section>
  )
}
