import { Button, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { Tile } from '#contract/reports'

import { useText } from '../language/text-provider.tsx'
import { Trouble } from '../ui/states.tsx'
import { FilterFields } from './filter-fields.tsx'
import { TileFields } from './tile-fields.tsx'
import { useReportsText } from './use-reports-text.ts'

interface TileDialogProps {
  tile: Tile
  isNew: boolean
  onTake: (tile: Tile) => void
  onClose: () => void
}

/** What a tile shows, under which title, how wide, and of what alone. */
export function TileDialog({ tile: before, isNew, onTake, onClose }: TileDialogProps) {
  const words = useReportsText()
  const { close } = useText().ui
  const [tile, setTile] = useState(before)
  const [tried, setTried] = useState(false)
  const lacks = isLacking(tile)
  const take = () => {
    if (lacks) setTried(true)
    else onTake(tile)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${isNew ? words.addTile : words.changeTile}: ${words.kinds[tile.kind]}`}
      closeButtonProps={{ 'aria-label': close }}
    >
      <Stack>
        <TileFields tile={tile} onChange={setTile} />
        {tile.kind !== 'text' && (
          <TextInput
            label={words.tileTitle}
            description={words.tileTitleHint}
            maxLength={120}
            value={tile.title ?? ''}
            onChange={(event) => setTile({ ...tile, title: event.currentTarget.value })}
          />
        )}
        <div>
          <Text size="sm" fw={500} mb={4}>
            {words.width}
          </Text>
          <SegmentedControl
            aria-label={words.width}
            fullWidth
            data={(['third', 'half', 'full'] as const).map((value) => ({ value, label: words.widths[value] }))}
            value={tile.width}
            onChange={(width) => setTile({ ...tile, width })}
          />
        </div>
        {tile.kind !== 'text' && (
          <>
            <Text fw={600}>{words.filter}</Text>
            <FilterFields filter={tile.filter ?? {}} onChange={(filter) => setTile({ ...tile, filter })} />
          </>
        )}
        {tried && lacks && <Trouble>{words.chooseSome}</Trouble>}
        <Button onClick={take} style={{ alignSelf: 'flex-start' }}>
          {words.take}
        </Button>
      </Stack>
    </Modal>
  )
}

/** A list that needs something has nothing. */
function isLacking(tile: Tile): boolean {
  switch (tile.kind) {
    case 'trend':
      return tile.lines.of === 'metrics' && tile.lines.metrics.length === 0
    case 'table':
      return tile.rows.of === 'posts' && tile.rows.metrics.length === 0
    case 'comparison':
      return tile.measures.length === 0
    case 'posts':
      return tile.metrics.length === 0
    case 'number':
    case 'chart':
    case 'text':
      return false
  }
}
