import { Button, Checkbox, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'

import type { SavedView, ViewFilter } from '#contract/inbox'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useInboxText } from '../use-inbox-text.ts'

interface ViewDialogProps {
  /** What is saved under a name. */
  filter: ViewFilter
  /** The one that gets another name; absent for a new one. */
  view?: SavedView
  onClose: () => void
}

/** Gives a filter a name, for oneself or for everyone. */
export function ViewDialog({ filter, view, onClose }: ViewDialogProps) {
  const words = useInboxText().views
  const { close } = useText().ui
  const brandId = useBrand().id
  const explain = useExplain()
  const key = useIdempotencyKey()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const form = useForm({
    initialValues: { name: view?.name ?? '', shared: view?.shared ?? false },
    validate: { name: (name) => (name.trim() === '' ? words.nameMissing : null) },
    onValuesChange: key.next,
  })
  async function save({ name, shared }: { name: string; shared: boolean }): Promise<void> {
    setWorking(true)
    setTrouble(undefined)
    try {
      if (view) await client.inbox.changeView({ viewId: view.id, name, shared })
      else await client.inbox.createView({ brandId, name, shared, filter }, { context: { idempotencyKey: key.current() } })
      toast(words.saved(name.trim()))
      await reload('views')
      onClose()
    } catch (error) {
      setTrouble(explain(error))
      setWorking(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={view ? words.rename : words.save} closeButtonProps={{ 'aria-label': close }}>
      <form noValidate onSubmit={form.onSubmit((values) => void save(values))}>
        <Stack>
          <TextInput label={words.name} maxLength={60} autoComplete="off" data-autofocus {...form.getInputProps('name')} />
          <Checkbox label={words.forEveryone} {...form.getInputProps('shared', { type: 'checkbox' })} />
          {trouble !== undefined && <Trouble>{trouble}</Trouble>}
          <Button type="submit" loading={working}>
            {words.saveNow}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
