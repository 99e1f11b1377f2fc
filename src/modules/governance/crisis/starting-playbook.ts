import { randomUUID } from 'node:crypto'

import type { Language } from '#kit/contract'

import type { PlaybookContent } from '../crisis-contract.ts'

interface Texts {
  readonly roles: readonly { name: string; task: string }[]
  readonly contacts: readonly { name: string; purpose: string }[]
  readonly steps: readonly { text: string; withinMinutes: number; role: number }[]
  readonly titles: readonly [string, string]
}

/** What a team can begin with, in the language of whoever asks; what may be said at once stands there in both. */
export function startingPlaybook(language: Language): PlaybookContent {
  const { roles, contacts, steps, titles } = texts[language]
  const withIds = roles.map((role) => ({ id: randomUUID(), ...role }))
  return {
    answers: 'allowed',
    roles: withIds,
    contacts: contacts.map((contact) => ({ id: randomUUID(), reach: '', ...contact })),
    statements: statements.map((said, index) => ({
      id: randomUUID(),
      title: titles[index] ?? '',
      texts: [
        { language: 'en', text: said.en },
        { language: 'zh-TW', text: said['zh-TW'] },
      ],
    })),
    steps: steps.map(({ text, withinMinutes, role }) => {
      const roleId = withIds[role]?.id
      return { id: randomUUID(), text, withinMinutes, ...(roleId === undefined ? {} : { roleId }) }
    }),
    proposing: { on: true, times: 4, complaints: 40, restHours: 6 },
  }
}

const texts: Readonly<Record<Language, Texts>> = {
  en: {
    roles: [
      { name: 'Lead', task: 'Decides what is said and when it is over.' },
      { name: 'Voice', task: 'Answers on the networks, with the statements below and nothing else.' },
      { name: 'Facts', task: 'Finds out what happened and keeps the log.' },
    ],
    contacts: [
      { name: 'Legal', purpose: 'Before anything is admitted or denied' },
      { name: 'Press office', purpose: 'Questions of journalists' },
    ],
    steps: [
      { text: 'Write into the log what happened, when, and where it was seen first', withinMinutes: 10, role: 2 },
      { text: 'Tell everybody who answers people that nothing but the statements is said', withinMinutes: 15, role: 0 },
      { text: 'Choose a holding statement and answer the loudest threads with it', withinMinutes: 30, role: 1 },
      { text: 'Look at what is planned and live: take down what would hurt', withinMinutes: 45, role: 0 },
      { text: 'Say publicly what is known, what is not, and when there will be more', withinMinutes: 120, role: 1 },
      { text: 'Meet, and decide whether it goes on', withinMinutes: 240, role: 0 },
    ],
    titles: ['We have seen it', 'We made a mistake'],
  },
  'zh-TW': {
    roles: [
      { name: '總指揮', task: '決定對外說什麼，以及何時結束。' },
      { name: '對外發言', task: '在各平台回覆，只使用下方的聲明稿。' },
      { name: '查證', task: '釐清事情經過，並維護處理紀錄。' },
    ],
    contacts: [
      { name: '法務', purpose: '承認或否認任何事之前' },
      { name: '公關窗口', purpose: '媒體詢問' },
    ],
    steps: [
      { text: '在紀錄中寫下：發生了什麼、何時發生、最先在哪裡出現', withinMinutes: 10, role: 2 },
      { text: '通知所有回覆人員：只能使用聲明稿', withinMinutes: 15, role: 0 },
      { text: '選定一份聲明稿，先回覆聲量最大的對話', withinMinutes: 30, role: 1 },
      { text: '檢查已排程與已發佈的貼文，下架可能火上加油的內容', withinMinutes: 45, role: 0 },
      { text: '公開說明目前已知、未知，以及下次更新的時間', withinMinutes: 120, role: 1 },
      { text: '開會決定是否繼續', withinMinutes: 240, role: 0 },
    ],
    titles: ['我們已注意到', '我們做錯了'],
  },
}

const statements: readonly Readonly<Record<Language, string>>[] = [
  {
    en: 'We have seen what you write about, and we take it seriously. We are finding out what happened and will tell you more today.',
    'zh-TW': '我們已經看到大家的反映，也非常重視。目前正在了解事情經過，今天會再向大家說明。',
  },
  {
    en: 'We made a mistake, and we are sorry. We have stopped it. Here is what we know, and what we do next:',
    'zh-TW': '這件事是我們做錯了，我們向大家道歉。目前已經停止相關作業。以下是我們所知道的，以及接下來的處理方式：',
  },
]
