import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { Ellipsis, Folder as FolderIcon, FolderOpen, FolderPlus, Inbox, Images, type LucideIcon } from 'lucide-react'
import { useState, type DragEvent, type ReactNode } from 'react'

import type { Folder } from '#contract/media'

import { useMay } from '../frame/who.ts'
import { draggedItems } from './dragged-items.ts'
import { FolderDialog, type FolderDeed } from './folder-dialog.tsx'
import { useLibraryText } from './use-library-text.ts'

import styles from './folder-tree.module.css'

interface FolderTreeProps {
  folders: readonly Folder[]
  /** A folder's id, `top`, or undefined for everything. */
  chosen: string | undefined
  onChoose: (folder: string | undefined) => void
  /** Items were dropped on a folder; undefined is the top. */
  onDropItems: (mediaIds: readonly string[], folderId: string | undefined) => void
}

/** The folders of the library in one another, and what can be done with each. */
export function FolderTree({ folders, chosen, onChoose, onDropItems }: FolderTreeProps) {
  const words = useLibraryText().folders
  const mayWrite = useMay()('media.write')
  const [deed, setDeed] = useState<FolderDeed>()
  const place = { folders, chosen, onChoose, onDropItems, onDeed: mayWrite ? setDeed : undefined }
  return (
    <nav className={styles.folders} aria-label={words.title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{words.title}</h2>
        {mayWrite && (
          <Tooltip label={words.create}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={words.create}
              onClick={() => setDeed({ kind: 'create', parentId: undefined })}
            >
              <FolderPlus size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <ul className={styles.list}>
        <Entry icon={Images} name={words.all} current={chosen === undefined} onPress={() => onChoose(undefined)} />
        {folders.length > 0 && (
          <Entry
            icon={Inbox}
            name={words.top}
            current={chosen === 'top'}
            onPress={() => onChoose('top')}
            onDropItems={(ids) => onDropItems(ids, undefined)}
          />
        )}
        <Branch parentId={undefined} {...place} />
      </ul>
      {deed && <FolderDialog deed={deed} folders={folders} onClose={() => setDeed(undefined)} onGone={() => onChoose(undefined)} />}
    </nav>
  )
}

interface BranchProps extends FolderTreeProps {
  parentId: string | undefined
  onDeed: ((deed: FolderDeed) => void) | undefined
}

function Branch({ parentId, ...tree }: BranchProps) {
  const { folders, chosen, onChoose, onDropItems, onDeed } = tree
  return folders
    .filter((folder) => folder.parentId === parentId)
    .map((folder) => (
      <Entry
        key={folder.id}
        icon={chosen === folder.id ? FolderOpen : FolderIcon}
        name={folder.name}
        items={folder.items}
        current={chosen === folder.id}
        onPress={() => onChoose(folder.id)}
        onDropItems={(ids) => onDropItems(ids, folder.id)}
        menu={onDeed && <FolderMenu folder={folder} onDeed={onDeed} />}
      >
        {folders.some((each) => each.parentId === folder.id) && (
          <ul className={styles.branch}>
            <Branch parentId={folder.id} {...tree} />
          </ul>
        )}
      </Entry>
    ))
}

interface EntryProps {
  icon: LucideIcon
  name: string
  items?: number
  current: boolean
  onPress: () => void
  onDropItems?: (mediaIds: readonly string[]) => void
  menu?: ReactNode
  children?: ReactNode
}

function Entry({ icon: Icon, name, items, current, onPress, onDropItems, menu, children }: EntryProps) {
  const words = useLibraryText().folders
  const [over, setOver] = useState(false)
  const takes = (event: DragEvent) => onDropItems !== undefined && event.dataTransfer.types.includes(draggedItems)
  return (
    <li>
      <div
        className={styles.entry}
        data-current={current || undefined}
        data-over={over || undefined}
        onDragOver={(event) => {
          if (!takes(event)) return
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false)
          if (!takes(event)) return
          event.preventDefault()
          onDropItems?.(event.dataTransfer.getData(draggedItems).split(','))
        }}
      >
        <button
          type="button"
          className={styles.press}
          aria-current={current || undefined}
          aria-label={items === undefined ? name : words.count(name, items)}
          onClick={onPress}
        >
          <Icon size={16} aria-hidden="true" />
          <span className={styles.name}>{name}</span>
          {items !== undefined && items > 0 && <span className={styles.count}>{items}</span>}
        </button>
        {menu}
      </div>
      {children}
    </li>
  )
}

function FolderMenu({ folder, onDeed }: { folder: Folder; onDeed: (deed: FolderDeed) => void }) {
  const words = useLibraryText().folders
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" className={styles.menu ?? ''} aria-label={words.actions(folder.name)}>
          <Ellipsis size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onDeed({ kind: 'create', parentId: folder.id })}>{words.createIn}</Menu.Item>
        <Menu.Item onClick={() => onDeed({ kind: 'rename', folder })}>{words.rename}</Menu.Item>
        <Menu.Item onClick={() => onDeed({ kind: 'move', folder })}>{words.move}</Menu.Item>
        <Menu.Item onClick={() => onDeed({ kind: 'remove', folder })}>{words.remove}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
