import { Switch } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'

import { api, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useBrand, useMe } from '../../frame/who.ts'
import { showTrouble } from '../../ui/toast.tsx'
import { useInboxText } from '../use-inbox-text.ts'

import styles from './away-switch.module.css'

/** For those who are given threads by turn or by room: nothing more for now. */
export function AwaySwitch() {
  const words = useInboxText().away
  const explain = useExplain()
  const { memberId } = useMe()
  const care = useQuery(api.inbox.care.queryOptions({ input: { brandId: useBrand().id } })).data
  const isGiven = care !== undefined && care.assigning.how !== 'by-hand' && care.assigning.memberIds.includes(memberId)
  const attendance = useQuery({ ...api.inbox.attendance.queryOptions(), enabled: isGiven }).data
  const change = useMutation(
    api.inbox.attend.mutationOptions({
      onSuccess: () => reload('attendance'),
      onError: (error) => showTrouble(explain(error)),
    }),
  )
  if (!isGiven) return null
  const isAway = attendance?.find((each) => each.memberId === memberId)?.state === 'away'
  return (
    <Switch
      className={styles.away ?? ''}
      size="sm"
      label={words.label}
      description={words.hint}
      checked={change.isPending ? change.variables?.away === true : isAway}
      onChange={(event) => change.mutate({ away: event.currentTarget.checked })}
    />
  )
}
