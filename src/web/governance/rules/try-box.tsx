import { SegmentedControl, Stack, Textarea } from '@mantine/core'
import { CircleCheck } from 'lucide-react'
import { useMemo, useState } from 'react'

import { checkWritten, readyRules, type Where } from '#contract/brand-rules'
import type { BrandRule } from '#contract/voice'

import { StateBadge } from '../../ui/state-badge.tsx'
import { FoundList } from './found-list.tsx'
import { useVoiceText } from './use-voice-text.ts'

/** Says what the rules say to whatever is written here; nothing is kept. */
export function TryBox({ rules }: { rules: readonly BrandRule[] }) {
  const words = useVoiceText().try
  const [text, setText] = useState('')
  const [where, setWhere] = useState<Where>('posts')
  const ready = useMemo(() => readyRules(rules.filter(({ on }) => on)), [rules])
  const found = text.trim() === '' ? [] : checkWritten(ready, { where, parts: [{ text, media: [] }], labelIds: [] })
  const items = found.flatMap((each) => {
    const rule = rules.find(({ id }) => id === each.ruleId)
    return rule ? [{ found: each, rule }] : []
  })
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={words.as}
        value={where}
        data={[
          { value: 'posts', label: words.post },
          { value: 'answers', label: words.answer },
        ]}
        style={{ alignSelf: 'flex-start' }}
        onChange={(value) => setWhere(value === 'answers' ? 'answers' : 'posts')}
      />
      <Textarea
        aria-label={words.text}
        placeholder={words.text}
        autosize
        minRows={3}
        maxLength={20_000}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {items.length > 0 && <FoundList items={items} />}
        {items.length === 0 && text.trim() !== '' && (
          <StateBadge tone="good" icon={CircleCheck}>
            {words.nothing}
          </StateBadge>
        )}
      </div>
    </Stack>
  )
}
