import { Checkbox, Group } from '@mantine/core'

import type { Where } from '#contract/brand-rules'

import { useVoiceText } from './use-voice-text.ts'

interface WhereChoiceProps {
  where: readonly Where[]
  missing: boolean
  onChange: (where: readonly Where[]) => void
}

/** Whether a rule holds for posts, for answers, or for both. */
export function WhereChoice({ where, missing, onChange }: WhereChoiceProps) {
  const words = useVoiceText().where
  return (
    <Checkbox.Group
      label={words.label}
      value={[...where]}
      error={missing && words.missing}
      onChange={(values) => onChange(values.filter(isPlace))}
    >
      <Group mt="xs">
        <Checkbox value="posts" label={words.posts} />
        <Checkbox value="answers" label={words.answers} />
      </Group>
    </Checkbox.Group>
  )
}

const isPlace = (value: string): value is Where => value === 'posts' || value === 'answers'
