import { ActionIcon, Indicator, Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import { api } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import { LoadingState } from '../ui/states.tsx'

const NoticeList = lazy(async () => ({ default: (await import('./notice-list.tsx')).NoticeList }))

/** How many notices are new, and the list behind it, which letters of several notices open. */
export function NotificationBell() {
  const text = useText().notifications
  const [isOpen, setOpen] = useState(() => location.hash === '#notices')
  const { data } = useQuery(api.notifications.list.queryOptions({ input: {} }))
  const unread = data?.unread ?? 0
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width="min(24rem, calc(100vw - 1rem))" shadow="md" trapFocus>
      <Indicator label={unread > 99 ? '99+' : unread} size={16} disabled={unread === 0} offset={6}>
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={text.open(unread)}
            title={text.title}
            onClick={() => setOpen(!isOpen)}
          >
            <Bell size={18} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0}>
        <Suspense fallback={<LoadingState rows={3} />}>
          <NoticeList onLeave={() => setOpen(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
