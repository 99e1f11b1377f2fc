import type { en } from './messages.en.ts'

export const zhTW: typeof en = {
  title: '通知',
  open: (unread) => (unread === 0 ? '通知，沒有新消息' : `通知，${unread} 則新消息`),
  markAllRead: '全部標為已讀',
  none: '沒有新消息',
  noneHint: '有貼文需要你處理時，會在這裡通知你。',
  unread: '新',
}
