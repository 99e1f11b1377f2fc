import { bothLanguages } from '../texts.ts'

export const texts = bothLanguages(
  {
    name: 'Parlour',
    blurb: 'Short notes with up to two pictures.',
    key: 'House key',
    'key.hint': 'A key that lets Hearth leave notes for you. Parlour takes it back whenever you ask.',
    'key.guide': 'On Parlour, open Settings → House keys, cut a new key and copy it here.',
    'key.key': 'Key',
    'key.key.hint': 'Forty characters. Tried at once, kept encrypted and never shown again.',
    'step.picture': 'hang up picture {number}',
    'card-left-out': 'Parlour shows no link cards; the address stands in the text.',
  },
  {
    name: 'Parlour',
    blurb: '簡短留言，最多可附兩張圖片。',
    key: '門鑰',
    'key.hint': '有了門鑰，Hearth 就能替您留言；您隨時可以在 Parlour 收回。',
    'key.guide': '到 Parlour 開啟「設定 → 門鑰」，新增一把門鑰後貼到這裡。',
    'key.key': '門鑰',
    'key.key.hint': '共 40 個字元。輸入後會立即測試、加密保存，之後不再顯示。',
    'step.picture': '掛上第 {number} 張圖片',
    'card-left-out': 'Parlour 不顯示連結卡片，網址會留在文字裡。',
  },
)
