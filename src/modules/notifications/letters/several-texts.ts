import type { Language } from '#kit/contract'

import type { NoticeGroup } from '../notice-groups-contract.ts'

export const groupTitles: Readonly<Record<Language, Readonly<Record<NoticeGroup, string>>>> = {
  en: {
    posts: 'Posts and accounts',
    inbox: 'Inbox',
    numbers: 'Numbers and reports',
    approvals: 'Approvals',
    team: 'Team',
    crisis: 'Crisis',
  },
  'zh-TW': { posts: '貼文與帳號', inbox: '收件匣', numbers: '成效與報表', approvals: '審核', team: '團隊', crisis: '危機' },
}

interface SeveralText {
  readonly daily: (count: number) => string
  readonly dailyLead: string
  readonly held: (count: number) => string
  readonly heldLead: string
  readonly open: string
}

/** The words around several notices that come together. */
export const severalTexts: Readonly<Record<Language, SeveralText>> = {
  en: {
    daily: (count) => (count === 1 ? 'Your day in Hearth: 1 notice' : `Your day in Hearth: ${count} notices`),
    dailyLead: 'This is what you have not read yet. Each line opens its page.',
    held: (count) => (count === 1 ? 'While it was quiet: 1 notice' : `While it was quiet: ${count} notices`),
    heldLead: 'This came during your quiet hours and you have not read it yet. Each line opens its page.',
    open: 'Open Hearth',
  },
  'zh-TW': {
    daily: (count) => `Hearth 每日摘要：${count} 則通知`,
    dailyLead: '以下是你還沒讀的通知，點選任一則即可開啟對應的頁面。',
    held: (count) => `勿擾時段的 ${count} 則通知`,
    heldLead: '以下通知在你的勿擾時段送達，你還沒讀。點選任一則即可開啟對應的頁面。',
    open: '開啟 Hearth',
  },
}
