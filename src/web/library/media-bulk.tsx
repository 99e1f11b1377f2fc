import { Button, Group, Modal, Stack, TagsInput } from '@mantine/core'
import { FolderInput, Tag } from 'lucide-react'
import { useState } from 'react'

import type { Folder, MediaResults } from '#contract/media'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { showTrouble, toast } from '../ui/toast.tsx'
import { FolderSelect } from './folder-select.tsx'
import { useLibraryText } from './use-library-text.ts'

import styles from './library-page.module.css'

interface MediaBulkProps {
  chosen: ReadonlySet<string>
  folders: readonly Folder[]
  onDone: () => void
}

/** What can be done with all that is chosen, at the foot of the library. */
export function MediaBulk({ chosen, folders, onDone }: MediaBulkProps) {
  const words = useLibraryText()
  const { bulk } = words
  const mediaIds = [...chosen]
  const run = useBulkWork(onDone)
  const [open, setOpen] = useState<'move' | 'tag'>()
  const close = () => setOpen(undefined)
  return (
    <section className={styles.bulk} aria-label={bulk.chosen(chosen.size)}>
      <strong aria-live="polite">{bulk.chosen(chosen.size)}</strong>
      <Group gap="xs" ml="auto">
        <Button variant="default" leftSection={<FolderInput size={16} aria-hidden="true" />} onClick={() => setOpen('move')}>
          {bulk.move}
        </Button>
        <Button variant="default" leftSection={<Tag size={16} aria-hidden="true" />} onClick={() => setOpen('tag')}>
          {bulk.tag}
        </Button>
        <ConfirmButton
          question={bulk.removeAsk(chosen.size)}
          explanation={words.detail.removeHint}
          confirm={bulk.remove}
          onConfirm={() => run(() => client.media.removeMany({ mediaIds }))}
        >
          {bulk.remove}
        </ConfirmButton>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {bulk.done}
        </Button>
      </Group>
      {open === 'move' && (
        <MoveDialog
          count={chosen.size}
          folders={folders}
          onClose={close}
          onMove={(folderId) => run(() => client.media.moveMany({ mediaIds, folderId }))}
        />
      )}
      {open === 'tag' && (
        <TagDialog
          count={chosen.size}
          onClose={close}
          onTag={(add, remove) => run(() => client.media.tagMany({ mediaIds, add, remove }))}
        />
      )}
    </section>
  )
}

/** Does it to all, says what was left and why, and ends the choosing. */
function useBulkWork(onDone: () => void): (work: () => Promise<MediaResults>) => Promise<void> {
  const words = useLibraryText()
  const refusals: Readonly<Record<string, string>> = useText().errors.refusals
  const explain = useExplain()
  return async (work) => {
    try {
      const { results } = await work()
      const left = results.filter((result) => !result.ok)
      const [first] = left
      if (first) showTrouble(words.bulk.partly(results.length - left.length, left.length) + (refusals[first.code] ?? first.message))
      else toast(words.detail.saved)
      await reload('media')
      onDone()
    } catch (error) {
      showTrouble(explain(error))
    }
  }
}

interface MoveDialogProps {
  count: number
  folders: readonly Folder[]
  onClose: () => void
  onMove: (folderId: string | null) => Promise<void>
}

function MoveDialog({ count, folders, onClose, onMove }: MoveDialogProps) {
  const words = useLibraryText()
  const { close } = useText().ui
  const [place, setPlace] = useState<string | null>(null)
  return (
    <Modal opened onClose={onClose} title={words.bulk.moveTitle(count)} closeButtonProps={{ 'aria-label': close }}>
      <Stack>
        <FolderSelect label={words.folders.place} folders={folders} value={place} onChange={setPlace} />
        <Button onClick={() => void onMove(place).then(onClose)}>{words.folders.moveNow}</Button>
      </Stack>
    </Modal>
  )
}

interface TagDialogProps {
  count: number
  onClose: () => void
  onTag: (add: string[], remove: string[]) => Promise<void>
}

function TagDialog({ count, onClose, onTag }: TagDialogProps) {
  const words = useLibraryText()
  const { close } = useText().ui
  const [add, setAdd] = useState<string[]>([])
  const [remove, setRemove] = useState<string[]>([])
  return (
    <Modal opened onClose={onClose} title={words.bulk.tagTitle(count)} closeButtonProps={{ 'aria-label': close }}>
      <Stack>
        <TagsInput
          label={words.bulk.addTags}
          description={words.detail.tagsHint}
          value={add}
          onChange={setAdd}
          acceptValueOnBlur
          maxTags={30}
          data-autofocus
        />
        <TagsInput
          label={words.bulk.removeTags}
          description={words.detail.tagsHint}
          value={remove}
          onChange={setRemove}
          acceptValueOnBlur
          maxTags={30}
        />
        <Button disabled={add.length + remove.length === 0} onClick={() => void onTag(add, remove).then(onClose)}>
          {words.bulk.apply}
        </Button>
      </Stack>
    </Modal>
  )
}
