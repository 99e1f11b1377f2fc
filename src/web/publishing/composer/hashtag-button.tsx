import { ActionIcon, Anchor, Popover, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Hash } from 'lucide-react'
import { useState } from 'react'

import type { HashtagGroup } from '#contract/strategy'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { insertText } from './insert-text.ts'
import { missingTags } from './missing-tags.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './hashtag-button.module.css'

/** Writes a group of the brand's hashtags where the cursor is. */
export function HashtagButton({ areaId, text }: { areaId: string; text: string }) {
  const words = useComposerText().hashtags
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" width={300} trapFocus withinPortal>
      <Popover.Target>
        <Tooltip label={words.open} disabled={open}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.open} onClick={() => setOpen(!open)}>
            <Hash size={18} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Groups
          text={text}
          onPick={(tags) => {
            setOpen(false)
            insertText(areaId, (/(?:^|\s)$/.test(before(areaId)) ? '' : ' ') + tags.map((tag) => `#${tag}`).join(' '))
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

/** What stands before the cursor. */
function before(areaId: string): string {
  const area = document.getElementById(areaId)
  return area instanceof HTMLTextAreaElement ? area.value.slice(0, area.selectionStart) : ''
}

function Groups({ text, onPick }: { text: string; onPick: (tags: readonly string[]) => void }) {
  const words = useComposerText().hashtags
  const brand = useBrand()
  const groups = useQuery(api.strategy.hashtagGroups.queryOptions({ input: { brandId: brand.id } }))
  return (
    <div className={styles.groups}>
      {groups.isPending && <LoadingState rows={2} />}
      {groups.isError && <ErrorState error={groups.error} retry={() => void groups.refetch()} />}
      {groups.data?.length === 0 && <p className={styles.none}>{words.none}</p>}
      {groups.data?.map((group) => (
        <Group key={group.id} group={group} missing={missingTags(group.tags, text)} onPick={onPick} />
      ))}
      <Anchor size="sm" renderRoot={(props) => <Link to="/settings/campaigns" {...props} />}>
        {words.manage}
      </Anchor>
    </div>
  )
}

interface GroupProps {
  group: HashtagGroup
  /** What of it is not in the text yet. */
  missing: readonly string[]
  onPick: (tags: readonly string[]) => void
}

function Group({ group: { name, tags }, missing, onPick }: GroupProps) {
  const words = useComposerText().hashtags
  return (
    <button type="button" className={styles.group} disabled={missing.length === 0} onClick={() => onPick(missing)}>
      <span className={styles.head}>
        <strong>{name}</strong>
        <span>{missing.length === 0 ? words.there : words.count(missing.length)}</span>
      </span>
      <span className={styles.tags}>{tags.map((tag) => `#${tag}`).join(' ')}</span>
    </button>
  )
}
