import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { ArrowDown, ArrowUp, Pencil, Plus, Trash2, X } from 'lucide-react'
import { useState } from 'react'

import type { Definition, Tile } from '#contract/reports'

import { useLanguage } from '../language/text-provider.tsx'
import { moved } from './moved.ts'
import { newTile, tileKinds } from './new-tile.ts'
import { TileDialog } from './tile-dialog.tsx'
import { tileIcons, tileName } from './tile-looks.ts'
import { useReportsText } from './use-reports-text.ts'

import styles from './reports.module.css'

type Page = Definition['pages'][number]

interface BuildPageProps {
  page: Page
  number: number
  onChange: (page: Page) => void
  /** Absent where it is the only one. */
  onMove: ((by: -1 | 1) => void) | undefined
  onRemove: (() => void) | undefined
}

/** One page with its tiles in their order. */
export function BuildPage({ page, number, onChange, onMove, onRemove }: BuildPageProps) {
  const words = useReportsText()
  const [open, setOpen] = useState<{ tile: Tile; isNew: boolean }>()
  const { title, tiles } = page
  const keep = (tile: Tile) =>
    onChange({ ...page, tiles: open?.isNew ? [...tiles, tile] : tiles.map((each) => (each.id === tile.id ? tile : each)) })
  const name = title || words.page(number)
  return (
    <section className={styles.page} aria-label={title === '' ? name : `${words.page(number)}: ${title}`}>
      <div className={styles.pageHead}>
        <TextInput
          label={words.page(number)}
          placeholder={words.pageTitle}
          value={title}
          maxLength={120}
          onChange={(event) => onChange({ ...page, title: event.currentTarget.value })}
        />
        {onMove && <Icon label={words.up(name)} icon={ArrowUp} onClick={() => onMove(-1)} />}
        {onMove && <Icon label={words.down(name)} icon={ArrowDown} onClick={() => onMove(1)} />}
        {onRemove && <Icon label={words.removePage} icon={Trash2} onClick={onRemove} />}
      </div>
      {tiles.length === 0 && <p className={styles.soft}>{words.noTiles}</p>}
      <ul className={styles.tiles}>
        {tiles.map((tile, index) => (
          <TileRow
            key={tile.id}
            tile={tile}
            onOpen={() => setOpen({ tile, isNew: false })}
            onMove={(by) => onChange({ ...page, tiles: moved(tiles, index, by) })}
            onRemove={() => onChange({ ...page, tiles: tiles.filter(({ id }) => id !== tile.id) })}
          />
        ))}
      </ul>
      <AddTile onAdd={(kind) => setOpen({ tile: newTile(kind), isNew: true })} full={tiles.length >= 40} />
      {open && (
        <TileDialog
          tile={open.tile}
          isNew={open.isNew}
          onTake={(tile) => {
            keep(tile)
            setOpen(undefined)
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  )
}

function AddTile({ onAdd, full }: { onAdd: (kind: Tile['kind']) => void; full: boolean }) {
  const words = useReportsText()
  return (
    <div>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button variant="subtle" size="compact-sm" leftSection={<Plus size={16} aria-hidden="true" />} disabled={full}>
            {words.addTile}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {tileKinds.map((kind) => {
            const KindIcon = tileIcons[kind]
            return (
              <Menu.Item key={kind} leftSection={<KindIcon size={16} aria-hidden="true" />} onClick={() => onAdd(kind)}>
                {words.kinds[kind]}
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

interface TileRowProps {
  tile: Tile
  onOpen: () => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

function TileRow({ tile, onOpen, onMove, onRemove }: TileRowProps) {
  const words = useReportsText()
  const { language } = useLanguage()
  const name = tileName(tile, { words, language })
  const KindIcon = tileIcons[tile.kind]
  return (
    <li className={styles.tile}>
      <KindIcon size={16} aria-hidden="true" />
      <span className={styles.name}>{name}</span>
      <Icon label={words.change(name)} icon={Pencil} onClick={onOpen} />
      <Icon label={words.up(name)} icon={ArrowUp} onClick={() => onMove(-1)} />
      <Icon label={words.down(name)} icon={ArrowDown} onClick={() => onMove(1)} />
      <Icon label={words.removeTile(name)} icon={X} onClick={onRemove} />
    </li>
  )
}

function Icon({ label, icon: Shown, onClick }: { label: string; icon: typeof X; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} onClick={onClick}>
      <Shown size={16} aria-hidden="true" />
    </ActionIcon>
  )
}
