import { CalendarDays, ChartColumn, Images, Inbox, Link2, Settings, Siren, Stamp, Sun, type LucideIcon } from 'lucide-react'

import type { Texts } from '../messages.en.ts'

/** Where each module stands in the rail. Only what is built is shown. */
const order = [
  'today',
  'calendar',
  'approvals',
  'inbox',
  'listening',
  'reviews',
  'analytics',
  'strategy',
  'library',
  'links',
  'ads',
  'advocacy',
  'crisis',
  'settings',
] as const

type PlaceId = (typeof order)[number]

export interface Place {
  to: '/' | '/calendar' | '/approvals' | '/inbox' | '/analytics' | '/library' | '/links' | '/crisis' | '/settings'
  icon: LucideIcon
  name: (text: Texts['frame']) => string
  /** On a phone it stands among the settings, under More. */
  underMore?: true
}

const built: Partial<Record<PlaceId, Place>> = {
  today: { to: '/', icon: Sun, name: (text) => text.today },
  calendar: { to: '/calendar', icon: CalendarDays, name: (text) => text.calendar },
  approvals: { to: '/approvals', icon: Stamp, name: (text) => text.approvals, underMore: true },
  inbox: { to: '/inbox', icon: Inbox, name: (text) => text.inbox },
  analytics: { to: '/analytics', icon: ChartColumn, name: (text) => text.analytics },
  library: { to: '/library', icon: Images, name: ({ library }) => library },
  links: { to: '/links', icon: Link2, name: (text) => text.links, underMore: true },
  crisis: { to: '/crisis', icon: Siren, name: (text) => text.crisis, underMore: true },
  settings: { to: '/settings', icon: Settings, name: (text) => text.settings },
}

export const places: readonly Place[] = order.flatMap((id) => built[id] ?? [])
