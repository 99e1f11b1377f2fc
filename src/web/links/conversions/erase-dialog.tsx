import { Button, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useConversionsText } from './use-conversions-text.ts'

/** Somebody asked to be forgotten. */
export function EraseDialog({ brandId, onClose }: { brandId: string; onClose: () => void }) {
  const { erasing } = useConversionsText()
  const explain = useExplain()
  const [by, setBy] = useState<'conversion' | 'click'>('conversion')
  const [id, setId] = useState('')
  const [isMissing, setMissing] = useState(false)
  const erase = useMutation({
    mutationFn: (written: string) =>
      client.links.eraseConversions({ brandId, ...(by === 'click' ? { clickId: written.toLowerCase() } : { externalId: written }) }),
    onSuccess: async ({ erased }) => {
      toast(erasing.done(erased))
      await reload('conversions')
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={erasing.title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setMissing(id.trim() === '')
          if (id.trim() !== '') erase.mutate(id.trim())
        }}
      >
        <Stack>
          <Text>{erasing.hint}</Text>
          <SegmentedControl
            aria-label={erasing.by}
            data={[
              { value: 'conversion', label: erasing.bys.conversion },
              { value: 'click', label: erasing.bys.click },
            ]}
            value={by}
            onChange={(chosen) => setBy(chosen === 'click' ? chosen : 'conversion')}
          />
          <TextInput
            label={erasing.id}
            data-autofocus
            autoComplete="off"
            value={id}
            error={isMissing && erasing.wrong}
            onChange={(event) => setId(event.currentTarget.value)}
          />
          {erase.error !== null && <Trouble>{explain(erase.error)}</Trouble>}
          <Button type="submit" color="red" loading={erase.isPending}>
            {erasing.confirm}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
