import { MultiSelect, NumberInput, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { api } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { useColleagues } from '../use-colleagues.ts'
import type { CareForm } from './use-care-form.ts'
import { useCareText } from './use-care-text.ts'
import { useMemberChoices } from './use-member-choices.ts'

import styles from './care.module.css'

const ways = ['by-hand', 'by-turn', 'by-room'] as const

/** Who gets what nobody is on, and who of them is at their desk now. */
export function AssigningFields({ form }: { form: CareForm }) {
  const words = useCareText().assigning
  const narrow = useNarrow()
  const { how, memberIds } = form.values.assigning
  const choices = useMemberChoices(memberIds)
  return (
    <div className={styles.lines}>
      <SegmentedControl
        aria-label={words.title}
        orientation={narrow ? 'vertical' : 'horizontal'}
        data={ways.map((way) => ({ value: way, label: words.ways[way] }))}
        value={how}
        onChange={(way) => form.setFieldValue('assigning.how', way)}
      />
      <p className={styles.soft}>{words.hints[how]}</p>
      {how !== 'by-hand' && (
        <MultiSelect
          className={styles.whole ?? ''}
          label={words.members}
          data={choices}
          searchable
          {...form.getInputProps('assigning.memberIds')}
        />
      )}
      {how === 'by-room' && (
        <NumberInput label={words.most} min={1} max={1000} allowDecimal={false} hideControls {...form.getInputProps('assigning.most')} />
      )}
      {how !== 'by-hand' && <HereNow memberIds={memberIds} />}
    </div>
  )
}

function HereNow({ memberIds }: { memberIds: readonly string[] }) {
  const words = useCareText().assigning
  const format = useFormat()
  const { nameOf } = useColleagues()
  const attendance = useQuery(api.inbox.attendance.queryOptions()).data
  if (attendance === undefined || memberIds.length === 0) return null
  const here = attendance.filter(({ memberId, state }) => state === 'here' && memberIds.includes(memberId))
  return (
    <p className={styles.soft}>
      {here.length === 0 ? words.nobodyHere : words.here(format.list(here.map(({ memberId }) => nameOf(memberId))))}
    </p>
  )
}
