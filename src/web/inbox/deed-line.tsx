import { Lock } from 'lucide-react'

import type { Deed } from '#contract/inbox'

import { useFormat } from '../language/use-format.ts'
import { LocalTime } from '../ui/local-time.tsx'
import { NoteText } from './note/note-text.tsx'
import { useInboxText } from './use-inbox-text.ts'

import styles from './deed-line.module.css'

/** What a member did, as a thin line, or wrote for the others, as a note that looks like nothing that goes out. */
export function DeedLine({ deed }: { deed: Deed }) {
  const words = useInboxText()
  const sentence = useSentence()
  if (deed.kind !== 'note') {
    return (
      <li className={styles.deed}>
        {sentence(deed)} · <LocalTime at={deed.at} />
      </li>
    )
  }
  return (
    <li className={styles.note}>
      <div className={styles.head}>
        <strong>{words.thread.note(deed.member?.name ?? words.formerMember)}</strong>
        <LocalTime at={deed.at} />
        <span>
          <Lock size={12} aria-hidden="true" /> {words.thread.onlyUs}
        </span>
      </div>
      <p className={styles.text} dir="auto">
        <NoteText text={deed.text ?? ''} mentions={deed.mentions} />
      </p>
    </li>
  )
}

function useSentence(): (deed: Deed) => string {
  const words = useInboxText()
  const format = useFormat()
  const { deeds, formerMember } = words
  return ({ kind, member, to, until, urgent, how }) => {
    const by = member?.name ?? words.someone
    if (kind === 'note') return ''
    if (kind === 'snoozed') return deeds.snoozed(by, until === undefined ? '' : format.dateTime(until))
    if (how !== undefined) return (how === 'by-turn' ? deeds.byTurn : deeds.byRoom)(to || formerMember)
    if (kind === 'assigned' && to === by) return deeds.took(by)
    if (kind === 'assigned') return to === undefined ? deeds.unassigned(by) : deeds.assigned(by, to || formerMember)
    if (kind === 'urgent' && urgent === false) return deeds.notUrgent(by)
    return deeds[kind](by)
  }
}
