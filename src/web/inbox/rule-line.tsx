import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'

import type { RuleAct, Thread } from '#contract/inbox'
import type { Label } from '#contract/strategy'

import { api, queries, reload } from '../api.ts'
import { useReason } from '../errors/use-reason.ts'
import { useMay } from '../frame/who.ts'
import { useFormat } from '../language/use-format.ts'
import { useBelongings } from '../strategy/use-belongings.ts'
import { LocalTime } from '../ui/local-time.tsx'
import { useOutcome } from '../use-outcome.ts'
import { useColleagues } from './use-colleagues.ts'
import { useInboxText } from './use-inbox-text.ts'

import styles from './deed-line.module.css'

/** What a rule did, as a thin line among the deeds of members, with a way back. */
export function RuleLine({ act, thread }: { act: RuleAct; thread: Thread }) {
  const words = useInboxText().ruled
  const { labels } = useBelongings(thread.brandId)
  const said = useActWords({ labels, ...useColleagues() })
  return (
    <li className={styles.deed}>
      {words.by(act.rule, said(act, thread.network))} · <LocalTime at={act.at} /> <UndoAct act={act} />
    </li>
  )
}

interface Names {
  readonly labels: readonly Pick<Label, 'id' | 'name'>[]
  readonly nameOf: (memberId: string) => string
}

/** Everything new that a rule did about a message, and that it was taken back, in a few words. */
export function useActWords({ labels, nameOf }: Names): (act: RuleAct, network: string) => string {
  const words = useInboxText().ruled
  const { list } = useFormat()
  const hidingOf = useHidingWords()
  return (act, network) => {
    const known = labels.filter(({ id }) => act.labelIds.includes(id)).map(({ name }) => name)
    const done = [
      ...(act.labelIds.length > 0 ? [known.length > 0 ? words.labelled(list(known)) : words.labelledSome] : []),
      ...(act.assigneeId === undefined ? [] : [words.assigned(nameOf(act.assigneeId))]),
      ...(act.passedOver === undefined ? [] : [words.passedOver[act.passedOver.why](nameOf(act.passedOver.memberId))]),
      ...(act.urgent ? [words.urgent] : []),
      ...(act.finished ? [words.finished] : []),
      ...(act.alerted > 0 ? [words.alerted] : []),
      ...(act.hiding === undefined ? [] : [hidingOf(act, network)]),
    ]
    const whole = done.length > 0 ? done.join(words.and) : words.nothingNew
    return act.undone ? words.undone(whole, act.undone.by) : whole
  }
}

function useHidingWords() {
  const { hiding } = useInboxText().ruled
  const reasonOf = useReason()
  return ({ hiding: is, undone }: RuleAct, network: string): string => {
    if (!is) return ''
    const words = undone ? hiding.back : hiding.there
    if (is.state !== 'failed') return words[is.state]
    return words.failed(is.reason ? reasonOf(network, is.reason) : hiding.cannot)
  }
}

/** Takes back what a rule did about one message. */
export function UndoAct({ act: { ruleId, messageId, undone } }: { act: RuleAct }) {
  const words = useInboxText()
  const mayWork = useMay()('inbox.work')
  const outcome = useOutcome({ changed: 'inbox', says: words.ruled.isUndone })
  const undo = useMutation(
    api.inbox.undoRuleAct.mutationOptions({
      ...outcome,
      onSuccess: async () => {
        await Promise.all([outcome.onSuccess(), reload('rules'), queries.invalidateQueries({ queryKey: api.inbox.get.key() })])
      },
    }),
  )
  if (undone || !mayWork) return null
  return (
    <Button variant="subtle" size="compact-xs" loading={undo.isPending} onClick={() => undo.mutate({ ruleId, messageId })}>
      {words.said.undo}
    </Button>
  )
}
