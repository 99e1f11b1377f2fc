import { Button, Checkbox, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'

import type { Account } from '#contract/connections'
import type { Delivery, Post } from '#contract/publishing'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { showTrouble, toast } from '../../ui/toast.tsx'
import { TakeDownResults } from './take-down-results.tsx'
import { useNameOfCopy } from './use-name-of-copy.ts'

interface TakeDownDialogProps {
  post: Post
  accounts: readonly Account[]
  /** Which copies are chosen at first. */
  first: readonly string[]
  onClose: () => void
}

/** Asks once from where, then tells for each copy what became of it. */
export function TakeDownDialog({ post, accounts, first, onClose }: TakeDownDialogProps) {
  const words = useText().post
  const { close } = useText().ui
  const [chosen, setChosen] = useState(first)
  const [asked, setAsked] = useState(false)
  const { takeDown, working } = useTakeDown(post, () => (chosen.length > 1 ? setAsked(true) : onClose()))
  const live = post.deliveries.filter(({ state }) => state === 'published')
  return (
    <Modal
      opened
      onClose={onClose}
      title={asked ? words.takeDownResults : words.takeDownQuestion(chosen.length)}
      closeButtonProps={{ 'aria-label': close }}
    >
      {asked ? (
        <TakeDownResults deliveries={post.deliveries.filter(({ id }) => chosen.includes(id))} accounts={accounts} onClose={onClose} />
      ) : (
        <Stack>
          {live.length > 1 && <Places {...{ live, accounts, chosen }} onChange={setChosen} />}
          <WhoDeletes live={live.filter(({ id }) => chosen.includes(id))} accounts={accounts} />
          <Buttons disabled={chosen.length === 0} working={working} onCancel={onClose} onConfirm={() => void takeDown(chosen, live)} />
        </Stack>
      )}
    </Modal>
  )
}

interface PlacesProps {
  live: readonly Delivery[]
  accounts: readonly Account[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}

function Places({ live, accounts, chosen, onChange }: PlacesProps) {
  const words = useText().post
  const nameOf = useNameOfCopy(accounts)
  return (
    <Checkbox.Group label={words.takeDownChoose} value={[...chosen]} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {live.map((delivery) => (
          <Checkbox
            key={delivery.id}
            value={delivery.id}
            label={
              <Group gap="xs" wrap="nowrap">
                <NetworkIcon network={delivery.network} size={14} label={false} />
                {nameOf(delivery)}
              </Group>
            }
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

/** What Hearth deletes, and what a person must delete on a network that lets nobody else. */
function WhoDeletes({ live, accounts }: { live: readonly Delivery[]; accounts: readonly Account[] }) {
  const words = useText().post
  const format = useFormat()
  const nameOf = useNameOfCopy(accounts)
  const by = (who: Delivery['takenDownBy']) => live.filter(({ takenDownBy }) => takenDownBy === who).map(nameOf)
  return (
    <div>
      {by('hearth').length > 0 && <p>{words.takeDownExplanation(format.list(by('hearth')))}</p>}
      {by('person').length > 0 && <p>{words.takeDownByHand(format.list(by('person')))}</p>}
    </div>
  )
}

interface ButtonsProps {
  disabled: boolean
  working: boolean
  onCancel: () => void
  onConfirm: () => void
}

function Buttons({ disabled, working, onCancel, onConfirm }: ButtonsProps) {
  const text = useText()
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        {text.ui.cancel}
      </Button>
      <Button color="red" disabled={disabled} loading={working} onClick={onConfirm}>
        {text.post.actions.takeDown}
      </Button>
    </Group>
  )
}

/** Everywhere means the whole post: what has not gone out is then cancelled too. */
function useTakeDown({ id: postId }: Post, onAsked: () => void) {
  const words = useText().post.done
  const explain = useExplain()
  const [working, setWorking] = useState(false)
  async function takeDown(chosen: readonly string[], live: readonly Delivery[]): Promise<void> {
    setWorking(true)
    try {
      const everywhere = live.every(({ id }) => chosen.includes(id))
      await client.publishing.takeDown({ postId, ...(everywhere ? {} : { deliveryIds: [...chosen] }) })
      toast(words.takingDown)
      onAsked()
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      setWorking(false)
      void reload('posts')
    }
  }
  return { takeDown, working }
}
