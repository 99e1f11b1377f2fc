import { ActionIcon, Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Copy, Ellipsis, Trash2 } from 'lucide-react'
import { useState } from 'react'

import type { Report } from '#contract/reports'

import { api, client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { showTrouble, toast } from '../ui/toast.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useOutcome } from '../use-outcome.ts'
import { useReportsText } from './use-reports-text.ts'

/** What is done with a whole report now and then. */
export function MoreMenu({ report: { id, name } }: { report: Report }) {
  const words = useReportsText()
  const explain = useExplain()
  const navigate = useNavigate()
  const key = useIdempotencyKey()
  const [asking, setAsking] = useState(false)
  const remove = useMutation(api.reports.remove.mutationOptions(useOutcome({ changed: 'reports', says: words.removed })))
  const copy = async () => {
    try {
      const made = await client.reports.copy(
        { reportId: id, name: words.copyName(name).slice(0, 120) },
        { context: { idempotencyKey: key.current() } },
      )
      key.next()
      toast(words.copied)
      await reload('reports')
      await navigate({ to: '/analytics/reports/$reportId', params: { reportId: made.id } })
    } catch (error) {
      showTrouble(explain(error))
    }
  }
  const removeNow = async () => {
    await navigate({ to: '/analytics/reports' })
    await remove.mutateAsync({ reportId: id }).catch(() => undefined)
  }
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={words.more} title={words.more}>
            <Ellipsis size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Copy size={16} aria-hidden="true" />} onClick={() => void copy()}>
            {words.copy}
          </Menu.Item>
          <Menu.Item leftSection={<Trash2 size={16} aria-hidden="true" />} onClick={() => setAsking(true)}>
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        question={words.removeAsk(name)}
        explanation={words.removeHint}
        confirm={words.remove}
        opened={asking}
        onConfirm={removeNow}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
