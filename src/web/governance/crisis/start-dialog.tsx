import { Button, Modal, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useBrand, useMe } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useCrisisText } from './use-crisis-text.ts'

/** The switch: for what, why, and what follows from it. */
export function StartDialog({ rehearsal, onClose }: { rehearsal: boolean; onClose: () => void }) {
  const { starting } = useCrisisText()
  const { close } = useText().ui
  const brand = useBrand()
  const { brands, role } = useMe()
  const [scope, setScope] = useState<'brand' | 'all'>('brand')
  const [reason, setReason] = useState('')
  const { start, isPending, trouble } = useStart(onClose)
  const [missing, setMissing] = useState(false)
  return (
    <Modal opened onClose={onClose} title={rehearsal ? starting.rehearsal : starting.crisis} closeButtonProps={{ 'aria-label': close }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setMissing(reason.trim() === '')
          if (reason.trim() !== '') void start({ reason, rehearsal, ...(scope === 'brand' ? { brandId: brand.id } : {}) })
        }}
      >
        <Stack>
          <Text>{rehearsal ? starting.rehearsalHappens : starting.whatHappens}</Text>
          {brands.length > 1 && role !== undefined && (
            <Radio.Group label={starting.scope} value={scope} onChange={(value) => setScope(value === 'all' ? 'all' : 'brand')}>
              <Stack gap="xs" mt="xs">
                <Radio value="brand" label={starting.scopeBrand(brand.name)} />
                <Radio value="all" label={starting.scopeAll} />
              </Stack>
            </Radio.Group>
          )}
          <Textarea
            label={starting.reason}
            description={starting.reasonHint}
            error={missing && starting.reasonMissing}
            autosize
            minRows={2}
            maxLength={500}
            dir="auto"
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {trouble !== undefined && <Trouble>{trouble}</Trouble>}
          <Button type="submit" loading={isPending} {...(rehearsal ? { variant: 'default' } : {})}>
            {rehearsal ? starting.rehearse : starting.hold}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

type Start = Parameters<typeof client.governance.startCrisis>[0]

/** Leads to the crisis once it stands. */
function useStart(onDone: () => void) {
  const explain = useExplain()
  const navigate = useNavigate()
  const key = useIdempotencyKey()
  const [isPending, setPending] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  async function start(wanted: Start): Promise<void> {
    setPending(true)
    setTrouble(undefined)
    try {
      const { id } = await client.governance.startCrisis(wanted, { context: { idempotencyKey: key.current() } })
      key.next()
      onDone()
      await Promise.all([reload('crisis'), navigate({ to: '/crisis/$crisisId', params: { crisisId: id } })])
    } catch (error) {
      setTrouble(explain(error))
    } finally {
      setPending(false)
    }
  }
  return { start, isPending, trouble }
}
