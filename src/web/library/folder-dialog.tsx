import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { Folder } from '#contract/media'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useBrand } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { Trouble } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { FolderSelect } from './folder-select.tsx'
import { useLibraryText } from './use-library-text.ts'

/** What is about to be done with a folder. */
export type FolderDeed =
  | { readonly kind: 'create'; readonly parentId: string | undefined }
  | { readonly kind: 'rename' | 'move' | 'remove'; readonly folder: Folder }

interface FolderDialogProps {
  deed: FolderDeed
  folders: readonly Folder[]
  onClose: () => void
  /** The folder is deleted. */
  onGone: () => void
}

/** Asks what a new or another name, a place or a deletion needs, and does it. */
export function FolderDialog({ deed, folders, onClose, onGone }: FolderDialogProps) {
  const words = useLibraryText().folders
  const { close, cancel } = useText().ui
  const before = deed.kind === 'create' ? undefined : deed.folder
  const [name, setName] = useState(before?.name ?? '')
  const [place, setPlace] = useState(before?.parentId ?? null)
  const { act, working, trouble } = useDeed({ deed, name: name.trim(), place, onClose, onGone })
  const naming = deed.kind === 'create' || deed.kind === 'rename'
  const wrong = naming && (name.trim() === '' || name.trim().length > 80)
  const [asked, setAsked] = useState(false)
  const titles = { create: words.create, rename: words.rename, move: words.move, remove: words.removeAsk(before?.name ?? '') }
  const buttons = { create: words.createNow, rename: words.save, move: words.moveNow, remove: words.remove }
  return (
    <Modal opened onClose={onClose} title={titles[deed.kind]} closeButtonProps={{ 'aria-label': close }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (!wrong) void act()
        }}
      >
        <Stack>
          {naming && (
            <TextInput
              label={words.name}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={asked && wrong ? words.nameMissing : undefined}
              autoComplete="off"
              data-autofocus
            />
          )}
          {deed.kind === 'move' && (
            <FolderSelect label={words.place} folders={folders} without={deed.folder.id} value={place} onChange={setPlace} />
          )}
          {deed.kind === 'remove' && <Text>{words.removeHint}</Text>}
          {trouble !== undefined && <Trouble>{trouble}</Trouble>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {cancel}
            </Button>
            <Button type="submit" loading={working} {...(deed.kind === 'remove' ? { color: 'red' } : {})}>
              {buttons[deed.kind]}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface Doing extends Omit<FolderDialogProps, 'folders'> {
  name: string
  place: string | null
}

function useDeed({ deed, name, place, onClose, onGone }: Doing) {
  const words = useLibraryText().folders
  const brand = useBrand()
  const explain = useExplain()
  const key = useIdempotencyKey()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const work = async (): Promise<string> => {
    if (deed.kind === 'create') {
      const inside = deed.parentId === undefined ? {} : { parentId: deed.parentId }
      await client.media.createFolder({ brandId: brand.id, name, ...inside }, { context: { idempotencyKey: key.current() } })
      return words.created(name)
    }
    const folderId = deed.folder.id
    if (deed.kind === 'remove') {
      await client.media.removeFolder({ folderId, up: true })
      onGone()
      return words.removed
    }
    await client.media.changeFolder(deed.kind === 'rename' ? { folderId, name } : { folderId, parentId: place })
    return words.saved
  }
  const act = async () => {
    setWorking(true)
    setTrouble(undefined)
    try {
      toast(await work())
      await reload('media')
      onClose()
    } catch (error) {
      key.next()
      setTrouble(explain(error))
    } finally {
      setWorking(false)
    }
  }
  return { act, working, trouble }
}
