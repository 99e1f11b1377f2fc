import type { en } from './messages.en.ts'

export const zhTW: typeof en = {
  asTable: '以表格顯示',
  asChart: '以圖表顯示',
  day: '時間',
  notKnown: '無資料',
  nothing: '這段期間沒有平台提供數字',
  walk: (chart) => `${chart}。用左右方向鍵逐點查看。`,
  thin: '只有一、兩則貼文',
  fewer: '少',
  more: '多',
}
