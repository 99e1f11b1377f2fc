import { Button, CloseButton, MultiSelect, Stack } from '@mantine/core'
import { Plus } from 'lucide-react'

import { useText } from '../language/text-provider.tsx'
import { everywhere, type RightsRow } from './rights.ts'
import { RoleSelect } from './role-select.tsx'
import { usePlaces } from './use-places.ts'

import styles from './rights-fields.module.css'

interface RightsFieldsProps {
  rows: readonly RightsRow[]
  onRows: (rows: RightsRow[]) => void
}

/** A role, and where it holds; more of them where somebody has several. With nothing to choose between it is the role alone. */
export function RightsFields({ rows, onRows }: RightsFieldsProps) {
  const text = useText().teams
  const words = text.rights
  const { groups, several } = usePlaces()
  const put = (at: number, row: Partial<RightsRow>) => onRows(rows.map((each, index) => (index === at ? { ...each, ...row } : each)))
  return (
    <Stack gap="md">
      {rows.map((row, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row has no name but its place
        <div key={at} className={styles.row}>
          <div className={styles.fields}>
            <RoleSelect label={text.role} value={row.role} onChoose={(role) => put(at, { role })} />
            {several && row.role !== 'owner' && (
              <MultiSelect
                label={words.where}
                data={groups}
                value={[...row.where]}
                error={row.where.length === 0 && words.chooseWhere}
                onChange={(where) => put(at, { where: onlyOneKind(row.where, where) })}
                searchable
                nothingFoundMessage={words.noSuch}
              />
            )}
          </div>
          {rows.length > 1 && <CloseButton aria-label={words.removeRow} onClick={() => onRows(rows.filter((_, index) => index !== at))} />}
        </div>
      ))}
      {several && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={styles.add}
          leftSection={<Plus size={14} aria-hidden="true" />}
          onClick={() => onRows([...rows, { role: 'analyst', where: [] }])}
        >
          {words.addRow}
        </Button>
      )}
    </Stack>
  )
}

/** Everywhere says it all: choosing it drops the rest, and choosing one place drops it. */
function onlyOneKind(before: readonly string[], after: readonly string[]): string[] {
  if (!after.includes(everywhere)) return [...after]
  return before.includes(everywhere) ? after.filter((place) => place !== everywhere) : [everywhere]
}
