import { Button, Group, Modal, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { Account } from '#contract/connections'

import { client, reload } from '../api.ts'
import { refusalOf } from '../errors/refusal.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { Trouble } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'

/** Asks once; where posts are planned it says how many, and that they would be cancelled. */
export function DisconnectButton({ account }: { account: Account }) {
  const { connections: text, ui } = useText()
  const explain = useExplain()
  const [asking, setAsking] = useState(false)
  const disconnect = useMutation({
    mutationFn: (cancelPlanned: boolean) => client.connections.disconnect({ accountId: account.id, cancelPlanned }),
    onSuccess: async () => {
      toast(text.disconnected(account.handle))
      setAsking(false)
      await Promise.all([reload('accounts'), reload('posts')])
    },
  })
  const planned = plannedPosts(disconnect.error)
  const close = () => {
    setAsking(false)
    disconnect.reset()
  }
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {text.disconnect}
      </Button>
      <Modal opened={asking} onClose={close} title={text.disconnectAsk(account.handle)} closeButtonProps={{ 'aria-label': ui.close }}>
        <Text mb="md">{text.disconnectHint}</Text>
        {disconnect.error && <Trouble>{explain(disconnect.error)}</Trouble>}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close}>
            {ui.cancel}
          </Button>
          <Button color="red" loading={disconnect.isPending} onClick={() => disconnect.mutate(planned !== undefined)}>
            {planned === undefined ? text.disconnect : text.cancelToo(planned)}
          </Button>
        </Group>
      </Modal>
    </>
  )
}

function plannedPosts(error: unknown): number | undefined {
  const refusal = refusalOf(error)
  if (refusal?.code !== 'HAS_PLANNED_POSTS') return undefined
  const { data } = refusal
  return typeof data === 'object' && data !== null && 'posts' in data && typeof data.posts === 'number' ? data.posts : undefined
}
