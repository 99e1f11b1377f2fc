import type { en } from './messages.en.ts'

export const zhTW: typeof en = {
  title: '數據保留多久',
  label: '每次讀取的數據保留',
  months: (months) => (months % 12 === 0 && months > 12 ? `${months / 12} 年` : `${months} 個月`),
  how: '每次讀取的數據可以看出貼文如何成長。更早的日子只留下每天的合計，所有總數都不會改變。',
  shorter: '因此超過期限的數據會在今晚合併成每天的合計，之後無法復原。',
  save: '儲存',
  saved: '已儲存',
}
