import type { en } from './messages.en.ts'

export const zhTW: typeof en = {
  title: '示範',
  offer: '先用示範逛一圈',
  offerHint:
    '一家虛構的茶館：幾個月的貼文、會回應的客人、排好的一個月，全都在只存在於這台機器上的社群平台。它和你自己的工作區並存，隨時可以整個移除。',
  language: '示範內容的語言',
  make: '建立示範',
  making: '正在建立示範',
  steps: {
    people: '客人陸續搬進來',
    past: '三個月的日子過去了',
    accounts: '連結帳號',
    pictures: '繪製圖片',
    plan: '排好接下來幾週',
  },
  ready: '示範建立好了',
  readyHint: '它和你自己的工作區並存，在左上角可以切換。',
  open: '開啟示範',
  failed: '示範建立失敗',
  failedHint: '過程中出了問題，原因請看伺服器的紀錄檔。請先移除，再重新建立。',
  removing: '正在移除示範…',
  mark: '示範',
  markHint: '在這裡發佈的內容都不會離開這台機器。',
  stillMaking: (share) => `還在建立：${share}%`,
  networks: '看看社群平台',
  remove: '移除示範',
  removeAsk: '要移除示範嗎？',
  removeHint: '示範裡的貼文、帳號、圖片和客人都會消失，受邀的成員也不會再看到。你自己的工作區不受影響。',
}
