import type { Language } from '#kit/contract'

/** The few words of a document that are not part of its run. */
export const documentTexts = {
  en: {
    page: 'Page',
    tile: 'Tile',
    row: 'Row',
    column: 'Column',
    value: 'Value',
    unit: 'Unit',
    shown: 'As shown',
    change: 'Change',
    account: 'Account',
    published: 'Published',
    link: 'Link',
    post: 'Post',
    text: 'Text',
    notes: 'About these figures',
    nothing: 'No figures in this period.',
    period: 'Period',
    made: 'Made',
    units: { count: 'number', people: 'people', percent: '%', seconds: 'seconds', points: 'percentage points' },
  },
  'zh-TW': {
    page: '版面',
    tile: '元件',
    row: '項目',
    column: '欄位',
    value: '數值',
    unit: '單位',
    shown: '顯示文字',
    change: '變化',
    account: '帳號',
    published: '發佈時間',
    link: '連結',
    post: '貼文',
    text: '文字',
    notes: '關於這些數字',
    nothing: '這段期間沒有數字。',
    period: '期間',
    made: '製作時間',
    units: { count: '次', people: '人', percent: '%', seconds: '秒', points: '百分點' },
  },
} as const satisfies Record<Language, unknown>

export type DocumentTexts = (typeof documentTexts)[Language]
