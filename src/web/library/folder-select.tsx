import { NativeSelect } from '@mantine/core'

import type { Folder } from '#contract/media'

import { useLibraryText } from './use-library-text.ts'

interface FolderSelectProps {
  label: string
  folders: readonly Folder[]
  /** A folder that cannot be chosen, with all in it. */
  without?: string
  /** `null` is the top. */
  value: string | null
  onChange: (folderId: string | null) => void
}

/** A folder by its path. */
export function FolderSelect({ label, folders, without, value, onChange }: FolderSelectProps) {
  const words = useLibraryText().folders
  const choices = folders
    .map((folder) => ({ id: folder.id, path: pathOf(folder, folders) }))
    .filter(({ path }) => path.every(({ id }) => id !== without))
    .map(({ id, path }) => ({ value: id, label: path.map(({ name }) => name).join(' / ') }))
    .toSorted((one, other) => one.label.localeCompare(other.label))
  return (
    <NativeSelect
      label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      data={[{ value: '', label: words.top }, ...choices]}
    />
  )
}

/** The folder and those it lies in, the outermost first. */
function pathOf(folder: Folder, folders: readonly Folder[]): readonly Folder[] {
  const above = folders.find(({ id }) => id === folder.parentId)
  return above ? [...pathOf(above, folders), folder] : [folder]
}
