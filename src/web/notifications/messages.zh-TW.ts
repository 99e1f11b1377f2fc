import type { en } from './messages.en.ts'

const meant: Readonly<Record<string, string>> = { complaint: '抱怨', praise: '稱讚', question: '提問', spam: '垃圾訊息' }

const measured: Readonly<Record<string, string>> = {
  followerGrowth: '受眾成長',
  reach: '觸及人數',
  engagements: '互動數',
  clicks: '貼文點擊',
  siteClicks: '網站點擊',
  mentions: '提及次數',
}

export const zhTW: typeof en = {
  title: '通知',
  open: (unread) => (unread === 0 ? '通知，沒有新消息' : `通知，${unread} 則新消息`),
  markAllRead: '全部標為已讀',
  none: '沒有新消息',
  noneHint: '有貼文需要你處理時，會在這裡通知你。',
  unread: '新',
  sentences: {
    'post-rejected': ({ account = '', firstLine = '' }) => `${account} 拒絕了「${firstLine}」。請看原因並修正。`,
    'post-needs-a-person': ({ account = '', firstLine = '' }) =>
      `${account} 的「${firstLine}」需要你處理。請查看發生了什麼事，再決定怎麼做。`,
    'post-missed': ({ account = '', firstLine = '' }) => `「${firstLine}」錯過了在 ${account} 的發佈時間。要立即發佈，還是取消？`,
    'post-left-out': ({ account = '', firstLine = '' }) =>
      `「${firstLine}」已發佈到 ${account}，但有一部分沒有完成。請查看缺了什麼，再到平台上補上。`,
    'note-mention': ({ name = '' }) => `${name} 在備註裡提到你。請開啟對話查看。`,
    'account-signed-out': ({ account = '' }) => `${account} 已被登出。請重新連結，貼文才能發佈。`,
    'member-joined': ({ name = '' }) => `${name} 加入了工作區。`,
    'rule-alert': ({ rule = '', name = '', firstLine = '' }) => `${rule}：${name} 說「${firstLine}」。`,
    'thread-due-soon': ({ name = '', firstLine = '', what, minutes = '' }) =>
      `${name}「${firstLine}」：${what === 'answer' ? '回覆' : '處理'}期限剩 ${minutes} 分鐘。`,
    'thread-overdue': ({ name = '', firstLine = '', what }) =>
      `${name}「${firstLine}」：已超過${what === 'answer' ? '回覆' : '處理'}期限。`,
    'must-know': ({ meaning = '', name = '', firstLine = '' }) => `${name} 的${meant[meaning] ?? '訊息'}：「${firstLine}」。`,
    'unusual-figures': ({ account = '', metric = '', value = '', from = '', to = '', direction }) =>
      `${account} 的${measured[metric] ?? metric}${direction === 'fell' ? '下降' : '上升'}到 ${value}；平常一天介於 ${from} 到 ${to}。`,
    training: ({ name = '', what }) =>
      what === 'overdue' ? `「${name}」已超過確認期限` : what === 'soon' ? `「${name}」剩一天可以確認` : `請閱讀並確認「${name}」`,
    'report-failed': ({ name = '', what, recipient = '' }) => {
      if (what === 'not-made') return `報表「${name}」無法製作。`
      return what === 'unclear' ? `不確定報表「${name}」是否寄達 ${recipient}；不會重複寄送。` : `報表「${name}」無法寄給 ${recipient}。`
    },
    'crisis-began': ({ name = '', reason = '', rehearsal }) =>
      rehearsal ? `${name} 開始了危機演練：「${reason}」。` : `${name} 啟動了危機模式：「${reason}」。自動發佈已全部暫停。`,
    'crisis-urgent': ({ name = '', firstLine = '' }) => `${name} 希望在危機期間發佈「${firstLine}」，需要另一個人同意。`,
    'crisis-proposed': ({ name = '', messages = '', usual = '', complaints = '' }) =>
      `${name} 一小時內收到 ${messages} 則訊息，平常約 ${usual} 則，其中 ${complaints}% 是抱怨。這是危機嗎？`,
    'hook-off': ({ name = '' }) => `頻道「${name}」多次拒絕訊息，已停止傳送。請查看對方的回應。`,
    'approval-asked': ({ name = '', firstLine = '' }) => `${name} 請你核准「${firstLine}」。`,
    'approval-given': ({ name = '', firstLine = '' }) => `${name} 已核准「${firstLine}」。`,
    'approval-refused': ({ name = '', firstLine = '' }) => `${name} 希望修改「${firstLine}」。`,
    'approval-due': ({ firstLine = '' }) => `「${firstLine}」還在等你核准，期限快到了。`,
    'approval-late': ({ firstLine = '' }) => `「${firstLine}」逾期未核准，已先擱置。`,
    'approval-comment': ({ name = '', firstLine = '' }) => `${name} 對「${firstLine}」留了言。`,
  },
}
