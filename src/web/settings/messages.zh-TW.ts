import type { en } from './messages.en.ts'

export const zhTW: typeof en = {
  title: '設定',
  find: '尋找設定',
  back: '所有設定',
  pages: {
    accounts: '帳號',
    members: '成員',
    brand: '品牌',
    workspace: '工作區',
    profile: '個人資料',
    'api-keys': 'API 金鑰',
    audit: '操作紀錄',
    about: '關於',
  },
}
