import { all, words } from './story-networks.ts'
import { cup, table } from './story-zh-tw-pictures.ts'
import { shop } from './story-zh-tw-sorting.ts'
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
