import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { Delivery, Post } from '#contract/publishing'

import { client, reload } from '../../api.ts'
import { refusalOf } from '../../errors/refusal.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useReason } from '../../errors/use-reason.ts'
import { useConfirming } from '../../governance/rules/use-confirming.tsx'
import { useText } from '../../language/text-provider.tsx'
import { networkName } from '../../networks.ts'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'

interface CorrectDialogProps {
  post: Post
  delivery: Delivery
  onClose: () => void
}

/** Changes what a published copy says where it stands: its texts, and its title where the network has one. */
export function CorrectDialog({ post, delivery, onClose }: CorrectDialogProps) {
  const words = useText().post.correction
  const { close, cancel } = useText().ui
  const explain = useExplain()
  const reason = useReason()
  const variant = post.content.variants[delivery.network]
  const parts = variant?.parts ?? post.content.parts
  const [texts, setTexts] = useState(() => parts.map(({ text }) => text))
  const shownTitle = variant?.settings['title']
  const [title, setTitle] = useState(typeof shownTitle === 'string' ? shownTitle : undefined)
  const confirming = useConfirming()
  const correct = useMutation({
    mutationFn: () =>
      confirming.run((confirmed) =>
        client.publishing.correct({
          deliveryId: delivery.id,
          texts,
          ...(title === undefined ? {} : { settings: { title } }),
          ...confirmed,
        }),
      ),
    onSuccess: async () => {
      toast(words.done(networkName(delivery.network)))
      onClose()
      await reload('posts')
    },
    onError: () => reload('posts'),
  })
  const given = reasonIn(correct.error)
  return (
    <Modal opened onClose={onClose} size="lg" title={words.title(networkName(delivery.network))} closeButtonProps={{ 'aria-label': close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          correct.mutate()
        }}
      >
        <Stack>
          {title !== undefined && (
            <TextInput label={words.heading} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          )}
          {texts.map((text, index) => (
            <Textarea
              key={index}
              label={texts.length > 1 ? words.part(index + 1) : words.text}
              value={text}
              autosize
              minRows={3}
              maxRows={14}
              onChange={(event) => setTexts(texts.with(index, event.currentTarget.value))}
            />
          ))}
          {correct.error && <Trouble>{given === undefined ? explain(correct.error) : reason(delivery.network, given)}</Trouble>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {cancel}
            </Button>
            <Button type="submit" loading={correct.isPending}>
              {words.save}
            </Button>
          </Group>
        </Stack>
      </form>
      {confirming.dialog}
    </Modal>
  )
}

/** The network's own reason, or what its rules find wrong first. */
function reasonIn(error: unknown): Parameters<ReturnType<typeof useReason>>[1] | undefined {
  const data = refusalOf(error)?.data
  if (typeof data !== 'object' || data === null) return undefined
  if ('reason' in data && isReason(data.reason)) return data.reason
  if (!('findings' in data) || !Array.isArray(data.findings)) return undefined
  const [first]: unknown[] = data.findings
  return typeof first === 'object' && first !== null && 'reason' in first && isReason(first.reason) ? first.reason : undefined
}

function isReason(value: unknown): value is Parameters<ReturnType<typeof useReason>>[1] {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
}
