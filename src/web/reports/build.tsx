import { Button, TextInput } from '@mantine/core'
import { Plus, Save } from 'lucide-react'

import { reload } from '../api.ts'
import { refusalOf } from '../errors/refusal.ts'
import { useExplain } from '../errors/use-explain.ts'
import { Trouble } from '../ui/states.tsx'
import { BuildLook } from './build-look.tsx'
import { BuildPage } from './build-page.tsx'
import { moved } from './moved.ts'
import { newId } from './new-tile.ts'
import type { Draft } from './use-draft.ts'
import { useReportsText } from './use-reports-text.ts'

import styles from './reports.module.css'

/** Everything a report is built of. */
export function Build({ draft }: { draft: Draft }) {
  const words = useReportsText()
  const { name, definition, change } = draft
  const { pages } = definition
  return (
    <div className={styles.build}>
      <Saving draft={draft} />
      <TextInput
        label={words.begin.name}
        description={words.begin.nameHint}
        value={name}
        maxLength={120}
        onChange={(event) => draft.rename(event.currentTarget.value)}
      />
      <BuildLook definition={definition} onChange={change} />
      {pages.map((page, index) => (
        <BuildPage
          key={page.id}
          page={page}
          number={index + 1}
          onChange={(changed) => change({ pages: pages.map((each) => (each.id === page.id ? changed : each)) })}
          onMove={pages.length > 1 ? (by) => change({ pages: moved(pages, index, by) }) : undefined}
          onRemove={pages.length > 1 ? () => change({ pages: pages.filter(({ id }) => id !== page.id) }) : undefined}
        />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<Plus size={16} aria-hidden="true" />}
          disabled={pages.length >= 30}
          onClick={() => change({ pages: [...pages, { id: newId(), title: '', tiles: [] }] })}
        >
          {words.addPage}
        </Button>
      </div>
    </div>
  )
}

function Saving({ draft: { isChanged, isSaving, error, name, save, drop } }: { draft: Draft }) {
  const words = useReportsText()
  const explain = useExplain()
  const theirs = () => {
    drop()
    void reload('reports')
  }
  if (!isChanged) return undefined
  return (
    <div className={styles.bar} role="status">
      <span className={styles.soft}>{words.unsaved}</span>
      <Button leftSection={<Save size={16} aria-hidden="true" />} loading={isSaving} disabled={name.trim() === ''} onClick={save}>
        {words.save}
      </Button>
      {error !== null && <Trouble>{explain(error)}</Trouble>}
      {refusalOf(error)?.code === 'CHANGED_MEANWHILE' && (
        <Button variant="default" onClick={theirs}>
          {words.reload}
        </Button>
      )}
    </div>
  )
}
