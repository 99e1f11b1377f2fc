import { ActionIcon, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ArrowDown, ArrowUp, Bookmark, BookmarkPlus, Ellipsis, PencilLine, RefreshCw, Trash2, Users } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import type { SavedView } from '#contract/inbox'

import { useMay } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { InboxSearch } from '../inbox-search.ts'
import { useInboxText } from '../use-inbox-text.ts'
import type { SavedViews } from './use-saved-views.ts'
import { filterOf, isWorthSaving, savedViewOf, searchOfFilter } from './view-filter.ts'

import styles from '../views.module.css'

const ViewDialog = lazy(async () => ({ default: (await import('./view-dialog.tsx')).ViewDialog }))

interface ListProps {
  search: InboxSearch
  views: SavedViews
  /** A new one is being named. */
  naming: boolean
  onNaming: (naming: boolean) => void
}

/** The filters that were saved under a name, each with how much is in it, and a way to save the one on screen. */
export function SavedViewList({ search, views, naming, onNaming }: ListProps) {
  const words = useInboxText().views
  const mayWork = useMay()('inbox.work')
  const current = savedViewOf(search, views.saved)
  return (
    <>
      {views.saved.map((view) => (
        <SavedViewLine key={view.id} view={view} isCurrent={view === current} search={search} views={views} />
      ))}
      {mayWork && current === undefined && isWorthSaving(search) && (
        <button type="button" className={styles.view} onClick={() => onNaming(true)}>
          <BookmarkPlus size={16} aria-hidden="true" />
          <span>{words.save}</span>
        </button>
      )}
      {naming && (
        <Suspense>
          <ViewDialog filter={filterOf(search)} onClose={() => onNaming(false)} />
        </Suspense>
      )}
    </>
  )
}

interface LineProps {
  view: SavedView
  isCurrent: boolean
  search: InboxSearch
  views: SavedViews
}

function SavedViewLine({ view, isCurrent, search, views }: LineProps) {
  const words = useInboxText().views
  const format = useFormat()
  const { name, shared, filter, count } = view
  const Icon = shared ? Users : Bookmark
  const full = 100
  return (
    <div className={styles.saved}>
      <Link
        from="/inbox"
        to="/inbox"
        search={(before) => ({ ...before, ...searchOfFilter(filter) })}
        activeOptions={{ exact: true }}
        aria-current={isCurrent ? 'page' : undefined}
        className={styles.view}
        title={shared ? words.shared : undefined}
      >
        <Icon size={16} aria-hidden="true" />
        <span className={styles.savedName} dir="auto">
          {name}
        </span>
        {count !== undefined && count > 0 && (
          <span className={styles.count}>{count < full ? format.number(count) : `${format.number(full - 1)}+`}</span>
        )}
      </Link>
      {view.changeable && <ViewMenu view={view} search={search} views={views} />}
    </div>
  )
}

function ViewMenu({ view, search, views }: Omit<LineProps, 'isCurrent'>) {
  const words = useInboxText().views
  const [renaming, setRenaming] = useState(false)
  const [removing, setRemoving] = useState(false)
  const icon = { size: 16, 'aria-hidden': true } as const
  const place = views.saved.indexOf(view)
  return (
    <>
      <Menu position="bottom-start" width={240} shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" className={styles.more} aria-label={words.manage(view.name)}>
            <Ellipsis size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<PencilLine {...icon} />} onClick={() => setRenaming(true)}>
            {words.rename}
          </Menu.Item>
          {isWorthSaving(search) && (
            <Menu.Item leftSection={<RefreshCw {...icon} />} onClick={() => void views.update(view.id, { filter: filterOf(search) })}>
              {words.update}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<ArrowUp {...icon} />} disabled={place <= 0} onClick={() => void views.move(view.id, -1)}>
            {words.up}
          </Menu.Item>
          <Menu.Item
            leftSection={<ArrowDown {...icon} />}
            disabled={place === views.saved.length - 1}
            onClick={() => void views.move(view.id, 1)}
          >
            {words.down}
          </Menu.Item>
          <Menu.Item leftSection={<Trash2 {...icon} />} onClick={() => setRemoving(true)}>
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {renaming && (
        <Suspense>
          <ViewDialog filter={view.filter} view={view} onClose={() => setRenaming(false)} />
        </Suspense>
      )}
      <ConfirmDialog
        opened={removing}
        question={words.removeAsk(view.name)}
        explanation={view.shared ? words.removeShared : words.removeOwn}
        confirm={words.remove}
        onConfirm={() => views.remove(view.id)}
        onClose={() => setRemoving(false)}
      />
    </>
  )
}
