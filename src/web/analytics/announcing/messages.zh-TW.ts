import type { en } from './messages.en.ts'

export const zhTW: typeof en = {
  lead: '每個帳號的一天結束後，Hearth 會檢查數字；明顯偏離平常時，就通知負責發文的成員。',
  readOnly: '成效異常時如何通知。你的角色可以查看，但不能更改。',
  sensitivity: '偏離多少才通知',
  sensitivities: {
    sensitive: '敏感：幾週一次的變化也通知',
    balanced: '適中：明顯的變化才通知',
    strict: '嚴格：非常懸殊才通知',
    off: '關閉：不通知任何人',
  },
  how: '「平常」是最近八週的中位數，資料足夠時只看同一個星期幾。偏離程度以日與日之間的差異衡量：（數值 − 中位數）÷（1.4826 × 絕對差中位數 + 1），依設定從 2.5、4 或 7 起通知。',
  quiet: '勿擾時段',
  quietHint: (zone) => `依${zone}的時鐘。這段時間的消息會在結束後通知；起訖相同表示不設勿擾。`,
  from: '從',
  to: '到',
  save: '儲存',
  saved: '已儲存。',
  latest: '最近四週',
  none: '最近四週沒有異常。',
  metrics: {
    followerGrowth: '受眾成長',
    reach: '觸及人數',
    engagements: '互動數',
    clicks: '貼文點擊',
    siteClicks: '網站點擊',
    mentions: '提及次數',
  },
  grew: (value) => `上升到 ${value}`,
  fell: (value) => `下降到 ${value}`,
  usual: (from, to) => `平常：${from} 到 ${to}`,
}
