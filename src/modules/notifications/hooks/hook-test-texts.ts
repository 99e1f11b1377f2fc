import type { Language } from '#kit/contract'

/** The words of a test. */
export const hookTestTexts: Readonly<Record<Language, { title: string; body: (name: string) => string; open: string }>> = {
  en: {
    title: 'A test from Hearth',
    body: (name) => `${name} tries whether notices reach this channel. They do.`,
    open: 'Choose what comes here',
  },
  'zh-TW': {
    title: 'Hearth 測試訊息',
    body: (name) => `${name} 正在測試通知能不能送到這個頻道。看到這則訊息就表示成功了。`,
    open: '設定要傳送的通知',
  },
}
