import type { en } from './messages.en.ts'

export const zhTW: typeof en = {
  title: '每週時段與頻率',
  hint: (zone) => `這個帳號平常的發文時段，依${zone}的時鐘。行事曆會淡淡標出空檔，撰寫貼文時也會建議下一個。`,
  none: '沒有時段',
  usual: '週一到週五 9:30',
  time: (day) => `${day}的時段`,
  add: (day) => `${day}新增時段`,
  remove: (day, time) => `移除${day} ${time}`,
  apart: '超過幾天沒發文就提醒',
  days: '天',
  perDay: '一天超過幾則就提醒',
  posts: '則',
  noWarning: '不提醒',
  save: '儲存',
  saved: '已儲存，先前排定的貼文不會變動。',
  next: '接下來的空檔',
  nextOne: '下一個空檔',
  of: (handles) => handles,
  best: {
    title: '本週最佳時間',
    lift: (share) => `比平常 ${share}`,
    sure: { sure: '有把握', likely: '可能', thin: '僅供參考' },
    from: (posts, others) =>
      others === undefined ? `依據近半年 ${posts} 則貼文。` : `依據近半年 ${posts} 則貼文，以及相同平台其他帳號的 ${others} 則。`,
    heldBack: (share, posts) => `以最近八週（未參與計算）驗證：在這些時間發佈的 ${posts} 則貼文，互動比平常 ${share}。`,
    untried: '最近八週沒有貼文在這些時間發佈，尚未驗證。',
  },
  warnings: {
    gap: (handle, from, to) => `@${handle} 從 ${from} 到 ${to} 沒有貼文`,
    gapHint: (days, most) => `兩則貼文相隔 ${days} 天，你希望最多 ${most} 天。`,
    fill: '撰寫貼文',
    overfull: (handle, day) => `@${handle} 在 ${day} 排得太滿`,
    overfullHint: (posts, most) => `一天 ${posts} 則，你希望最多 ${most} 則。`,
    look: '查看當天',
  },
}
