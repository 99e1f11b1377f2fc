import { Button, Checkbox, Group, Modal, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { StartingRule } from '#contract/voice'

import { api } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useVoiceText } from './use-voice-text.ts'

/** Rules to begin with; what is taken is the brand's own. */
export function StartingDialog({ brandId, onClose }: { brandId: string; onClose: () => void }) {
  const words = useVoiceText()
  const { close } = useText().ui
  const { data, error, refetch } = useQuery(api.governance.startingRules.queryOptions({ input: { brandId } }))
  /** Those that were turned from what is proposed: the brand's language is, others are not. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const outcome = useOutcome({ changed: 'brand-rules', says: words.starting.took })
  const take = useMutation(api.governance.takeStartingRules.mutationOptions(outcome))
  const open = (data ?? []).filter(({ taken }) => !taken)
  const isChosen = (rule: StartingRule) => (rule.language === data?.[0]?.language) !== turned.has(rule.starter)
  const chosen = open.filter(isChosen).map(({ starter }) => starter)

  function turn(starter: string): void {
    const next = new Set(turned)
    if (!next.delete(starter)) next.add(starter)
    setTurned(next)
  }

  return (
    <Modal opened onClose={onClose} size="lg" title={words.starting.title} closeButtonProps={{ 'aria-label': close }}>
      <Stack>
        <p>{words.starting.hint}</p>
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <LoadingState rows={6} height={40} />}
        {data?.map((rule) => (
          <Checkbox
            key={rule.starter}
            label={`${rule.name} · ${words.severity[rule.severity]}`}
            description={rule.taken ? words.starting.taken : rule.reason}
            checked={rule.taken || isChosen(rule)}
            disabled={rule.taken}
            onChange={() => turn(rule.starter)}
          />
        ))}
        {data !== undefined && open.length === 0 && <p>{words.starting.all}</p>}
        {open.length > 0 && (
          <Group justify="flex-end">
            <Button
              disabled={chosen.length === 0}
              loading={take.isPending}
              onClick={() => void take.mutateAsync({ brandId, starters: chosen }).then(onClose, () => undefined)}
            >
              {words.starting.take(chosen.length)}
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  )
}
