import {
  AlarmClock,
  AtSign,
  Bell,
  BellRing,
  BookOpenCheck,
  Building2,
  ContactRound,
  Fingerprint,
  Flag,
  GraduationCap,
  Hash,
  History,
  Info,
  KeyRound,
  Link2,
  ListChecks,
  MessageSquareText,
  Palette,
  ShieldCheck,
  SpellCheck,
  Stamp,
  UserRound,
  Users,
  type LucideIcon,
} from 'lucide-react'

import type { Permission } from '#contract/teams'

import { useMay } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import type { Texts } from '../messages.en.ts'

export interface SettingsPage {
  to: `/settings/${keyof Texts['settings']['pages']}`
  icon: LucideIcon
  label: string
  /** Other words that should find it. */
  finds: string
}

const pages = [
  { id: 'accounts', icon: AtSign, permission: 'accounts.read' },
  { id: 'members', icon: Users, permission: 'members.read' },
  { id: 'brand', icon: Palette, permission: 'workspace.read' },
  { id: 'campaigns', icon: Flag, permission: 'posts.read' },
  { id: 'voice', icon: SpellCheck, permission: 'posts.read' },
  { id: 'approvals', icon: Stamp, permission: 'posts.read' },
  { id: 'links', icon: Link2, permission: 'links.read' },
  { id: 'saved-answers', icon: MessageSquareText, permission: 'inbox.work' },
  { id: 'rules', icon: ListChecks, permission: 'inbox.work' },
  { id: 'deadlines', icon: AlarmClock, permission: 'inbox.read' },
  { id: 'announcing', icon: BellRing, permission: 'numbers.read' },
  { id: 'person-fields', icon: ContactRound, permission: 'inbox.work' },
  { id: 'playbooks', icon: BookOpenCheck, permission: 'inbox.work' },
  { id: 'training', icon: GraduationCap, permission: 'workspace.read' },
  { id: 'workspace', icon: Building2, permission: 'workspace.manage' },
  { id: 'workspace-sign-in', icon: ShieldCheck, permission: 'sign-in.manage' },
  { id: 'profile', icon: UserRound, permission: 'workspace.read' },
  { id: 'sign-in', icon: Fingerprint, permission: 'workspace.read' },
  { id: 'notifications', icon: Bell, permission: 'notifications.read' },
  { id: 'hooks', icon: Hash, permission: 'hooks.manage' },
  { id: 'api-keys', icon: KeyRound, permission: 'api-keys.manage' },
  { id: 'audit', icon: History, permission: 'audit.read' },
  { id: 'about', icon: Info, permission: 'workspace.read' },
] as const satisfies readonly { id: keyof Texts['settings']['pages']; icon: LucideIcon; permission: Permission }[]

/** The settings this person may see. */
export function useSettingsPages(): readonly SettingsPage[] {
  const text = useText().settings
  const may = useMay()
  return pages
    .filter(({ permission }) => may(permission))
    .map(({ id, icon }) => ({ to: `/settings/${id}`, icon, label: text.pages[id], finds: text.finds[id] }))
}
