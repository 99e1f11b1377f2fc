import { all, words } from './story-networks.ts'
import { cup, gift, table, tins } from './story-zh-tw-pictures.ts'
import { gifts, leafOfTheWeek, shop, tasting } from './story-zh-tw-sorting.ts'
import type { Written } from './story.ts'

export const drafts: readonly Written[] = [
  { on: words, parts: ['想做一個小系列：茶葉背後的人。先從廖先生和霧開始，要先跟他要一張照片。'] },
  { on: ['instagram', 'bluesky'], pictures: [table], parts: ['下個月起，每週日的雙人早餐：'], labels: [shop] },
  { on: ['x'], parts: ['吧台偷聽到的話（一）'] },
]

export const now: Written = {
  on: all,
  labels: [shop],
  pictures: [cup],
  parts: ['水開了。今天第一壺是焙火烏龍，靠窗還有一個位子。'],
}

export const today: readonly Written[] = [
  {
    on: all,
    campaign: tasting,
    labels: [leafOfTheWeek],
    pictures: [tins],
    parts: ['炭焙品茶會開放報名：同一款烏龍、三個冬天、八個座位。不用抄筆記，帶鼻子來就好。\nhttps://shop.xiangkoucha.example/tasting'],
    otherwise: {
      instagram: '炭焙品茶會開放報名：同一款烏龍、三個冬天、八個座位。不用抄筆記，帶鼻子來就好。\n\n報名連結在個人檔案。',
    },
  },
  {
    on: ['instagram', 'bluesky', 'mastodon'],
    campaign: gifts,
    labels: [shop],
    pictures: [gift],
    parts: ['第一批禮盒上架了。緞帶綁得比做糕點還久，但我們覺得值得。\nhttps://shop.xiangkoucha.example/gift-boxes'],
    otherwise: { instagram: '第一批禮盒上架了。緞帶綁得比做糕點還久，但我們覺得值得。\n\n訂購連結在個人檔案。' },
  },
]
