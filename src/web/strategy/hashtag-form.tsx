import { Button, Modal, Stack, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'

import type { HashtagGroup } from '#contract/strategy'

import { client } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { Trouble } from '../ui/states.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useSaving } from '../use-saving.ts'
import { useNameCheck } from './named-form.tsx'
import { useStrategyText } from './use-strategy-text.ts'

interface HashtagFormProps {
  brandId: string
  /** Absent for a new one. */
  group: HashtagGroup | undefined
  onClose: () => void
}

export function HashtagForm({ brandId, group, onClose }: HashtagFormProps) {
  const words = useStrategyText()
  const { close } = useText().ui
  const key = useIdempotencyKey()
  const saving = useSaving('strategy', onClose)
  const form = useForm({
    initialValues: { name: group?.name ?? '', tags: group?.tags ?? [] },
    validate: { name: useNameCheck(), tags: (tags) => (tags.length === 0 ? words.tagsMissing : null) },
    onValuesChange: key.next,
  })
  const save = (values: { name: string; tags: string[] }) =>
    group === undefined
      ? client.strategy.createHashtagGroup({ brandId, ...values }, { context: { idempotencyKey: key.current() } })
      : client.strategy.changeHashtagGroup({ groupId: group.id, ...values })
  return (
    <Modal
      opened
      onClose={onClose}
      title={group === undefined ? words.newHashtags : words.changeHashtags}
      closeButtonProps={{ 'aria-label': close }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit(({ name, tags }) => {
          const plain = name.trim()
          void saving.save(() => save({ name: plain, tags }), group === undefined ? words.created(plain) : words.saved)
        })}
      >
        <Stack>
          <TextInput label={words.name} autoComplete="off" data-autofocus {...form.getInputProps('name')} />
          <TagsInput
            label={words.tags}
            description={words.tagsHint}
            maxTags={60}
            splitChars={[',', '，', ' ', '#', '＃']}
            acceptValueOnBlur
            {...form.getInputProps('tags')}
          />
          {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
          <Button type="submit" loading={saving.isPending}>
            {group === undefined ? words.create : words.save}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
