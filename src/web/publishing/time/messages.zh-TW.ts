import type { en } from './messages.en.ts'

export const zhTW: typeof en = {
  label: '時間',
  now: '立即',
  at: '指定時間',
  date: '日期',
  previousMonth: '上個月',
  nextMonth: '下個月',
  chooseMonth: '選擇月份',
  previousYear: '前一年',
  nextYear: '後一年',
  chooseYear: '選擇年份',
  previousYears: '前十年',
  nextYears: '後十年',
  time: '時間',
  zone: (zone) => `時間以 ${zone} 為準。`,
  skipped: (wanted, after) => `當晚時鐘調快，${wanted} 並不存在，下一個時間是 ${after}。`,
  take: (after) => `改用 ${after}`,
  twice: (time) => `當晚時鐘調慢，${time} 會出現兩次。`,
  first: (offset) => `第一次（${offset}）`,
  second: (offset) => `第二次（${offset}）`,
  past: '這個時間已經過了。請選晚一點的時間，或立即發佈。',
}
