import { Button, Collapse, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FolderTree as FolderTreeIcon, Images, SearchX, Upload } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'

import type { MediaItem } from '#contract/media'

import { api, client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useBrand, useMay } from '../frame/who.ts'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { showTrouble, toast } from '../ui/toast.tsx'
import { useNarrow } from '../ui/use-narrow.ts'
import { FolderTree } from './folder-tree.tsx'
import { LibraryFilters } from './library-filters.tsx'
import type { LibrarySearch } from './library-search.ts'
import { MediaBulk } from './media-bulk.tsx'
import { MediaGrid } from './media-grid.tsx'
import { MediaPanel } from './media-panel.tsx'
import { MediaTile } from './media-tile.tsx'
import { UploadList } from './upload-list.tsx'
import { useFileDrop } from './use-file-drop.ts'
import { useLibrarySearch } from './use-library-search.ts'
import { useLibraryText } from './use-library-text.ts'
import { useLibrary } from './use-library.ts'
import { useUploads } from './use-uploads.ts'

import styles from './library-page.module.css'

/** Everything the brand can show: to add, find, keep in order, and look up who owns it. */
export function LibraryPage() {
  const words = useLibraryText()
  const brand = useBrand()
  const mayWrite = useMay()('media.write')
  const { search, setSearch } = useLibrarySearch()
  const folders = useQuery(api.media.folders.queryOptions({ input: { brandId: brand.id } })).data ?? []
  const uploads = useUploads(search.folder === 'top' ? undefined : search.folder)
  const drop = useFileDrop(mayWrite ? uploads.send : undefined)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const moveTo = useMoveTo()
  const show = (item: string) => setSearch({ item })
  return (
    <Page title={words.title} action={mayWrite && <AddFiles onFiles={uploads.send} />} wide>
      <div className={styles.page} data-over={drop.isOver || undefined} {...drop.handlers}>
        <Folders>
          <FolderTree
            folders={folders}
            chosen={search.folder}
            onChoose={(folder) => setSearch({ folder, item: undefined })}
            onDropItems={moveTo}
          />
        </Folders>
        <div className={styles.main}>
          <LibraryFilters search={search} setSearch={setSearch} />
          <UploadList uploads={uploads} onShow={show} />
          <Items
            search={search}
            chosen={chosen}
            onChosen={mayWrite ? setChosen : undefined}
            onShow={show}
            onClear={() => setSearch(noFilters)}
          />
          {chosen.size > 0 && <MediaBulk chosen={chosen} folders={folders} onDone={() => setChosen(new Set())} />}
        </div>
        {drop.isOver && <div className={styles.drop}>{words.dropHere}</div>}
      </div>
      {search.item !== undefined && (
        <MediaPanel mediaId={search.item} folders={folders} onShow={show} onClose={() => setSearch({ item: undefined })} />
      )}
    </Page>
  )
}

const noFilters = { text: undefined, kinds: undefined, tags: undefined, expiring: undefined }

/** Beside the library; on a phone behind a button above it. */
function Folders({ children }: { children: ReactNode }) {
  const words = useLibraryText().folders
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  if (!narrow) return <div className={styles.side}>{children}</div>
  return (
    <div>
      <Button
        variant="default"
        size="xs"
        aria-expanded={open}
        leftSection={<FolderTreeIcon size={14} aria-hidden="true" />}
        onClick={() => setOpen(!open)}
      >
        {words.show}
      </Button>
      <Collapse expanded={open}>{children}</Collapse>
    </div>
  )
}

interface ItemsProps {
  search: LibrarySearch
  chosen: ReadonlySet<string>
  /** Absent for who may only look. */
  onChosen: ((chosen: ReadonlySet<string>) => void) | undefined
  onShow: (mediaId: string) => void
  onClear: () => void
}

function Items({ search, chosen, onChosen, onShow, onClear }: ItemsProps) {
  const words = useLibraryText()
  const found = useLibrary({ ...search, expiring: search.expiring === 'yes' })
  const choose = (item: MediaItem, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(item.id)
    else next.delete(item.id)
    onChosen?.(next)
  }
  return (
    <MediaGrid
      found={found}
      choosing={chosen.size > 0}
      empty={<Nothing search={search} onClear={onClear} />}
      tile={(item) => (
        <MediaTile
          key={item.id}
          item={item}
          label={words.open(item.title || item.fileName)}
          onPress={() => onShow(item.id)}
          pressed={search.item === item.id}
          {...(onChosen
            ? {
                choosing: { chosen: chosen.has(item.id), onChoose: (on: boolean) => choose(item, on) },
                carries: chosen.has(item.id) ? [...chosen] : [item.id],
              }
            : {})}
        />
      )}
    />
  )
}

function Nothing({ search, onClear }: { search: LibrarySearch; onClear: () => void }) {
  const words = useLibraryText()
  const narrowed = [search.text, search.kinds, search.tags, search.expiring].some((each) => each !== undefined && each.length > 0)
  if (narrowed)
    return (
      <EmptyState
        icon={<SearchX size={24} />}
        title={words.nothing}
        action={
          <Button variant="default" onClick={onClear}>
            {words.clear}
          </Button>
        }
      >
        {words.nothingHint}
      </EmptyState>
    )
  if (search.folder !== undefined)
    return (
      <EmptyState icon={<FolderTreeIcon size={24} />} title={words.emptyFolder}>
        {words.emptyFolderHint}
      </EmptyState>
    )
  return (
    <EmptyState icon={<Images size={24} />} title={words.empty}>
      {words.emptyHint}
    </EmptyState>
  )
}

function AddFiles({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const words = useLibraryText()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.add}
        accept="image/*,video/*,.heic,.heif,.mov,.pdf,.docx,.pptx,.srt,.vtt"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <Tooltip label={words.addHint}>
        <Button leftSection={<Upload size={16} aria-hidden="true" />} onClick={() => input.current?.click()}>
          {words.add}
        </Button>
      </Tooltip>
    </>
  )
}

/** What was dragged onto a folder lies there then. */
function useMoveTo(): (mediaIds: readonly string[], folderId: string | undefined) => void {
  const words = useLibraryText()
  const explain = useExplain()
  return (mediaIds, folderId) => {
    client.media
      .moveMany({ mediaIds: [...mediaIds], folderId: folderId ?? null })
      .then(() => {
        toast(words.detail.saved)
        return reload('media')
      })
      .catch((error: unknown) => showTrouble(explain(error)))
  }
}
