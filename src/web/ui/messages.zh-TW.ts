import type { en } from './messages.en.ts'

export const zhTW: typeof en = {
  tryAgain: '再試一次',
  loading: '載入中…',
  couldNotLoad: '無法載入',
  cancel: '取消',
  close: '關閉',
  undo: '復原',
  copy: '複製',
  copied: '已複製',
  copyByHand: '請按 Ctrl+C 或 ⌘C 複製',
  inZone: (when, zone) => `${when}（${zone}）`,
}
