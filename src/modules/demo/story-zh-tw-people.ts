import type { Profile } from './story.ts'

export const brand: Profile = {
  handle: 'xiangkoucha',
  name: '巷口茶焙',
  bio: '台北巷子裡的茶館兼小麵包店。烏龍茶來自認識的茶農，麵包賣完為止。早上八點開門，週一公休。',
}

export const people: readonly Profile[] = [
  { handle: 'anandraws', name: '小安畫畫', bio: '插畫工作者，靠窗才畫得出來。' },
  { handle: 'kaikairide', name: '阿凱騎單車', bio: '先騎車，再吃麵包。' },
  { handle: 'yukitaipei', name: 'Yuki在台北', bio: '大阪人，記錄茶與火車。' },
  { handle: 'zhetranslates', name: '阿哲翻譯中', bio: '三杯茶換一句話。' },
  { handle: 'cornerbooks', name: '轉角書店', bio: '就在隔壁巷子，賣書也收故事。' },
  { handle: 'linmamaeats', name: '林媽媽愛吃', bio: '寫早餐，也寫點心。' },
  { handle: 'teapotfu', name: '阿福收茶壺', bio: '工程師，家裡的壺比螺絲多。' },
  { handle: 'doorsoftw', name: '門的日記', bio: '拍門的人。' },
  { handle: 'teacherying', name: '姿穎老師', bio: '國小二年級導師，下課需要茶。' },
  { handle: 'xiaomaigo', name: '小麥來台灣', bio: '交換學生，什麼都想吃一次。' },
  { handle: 'laowangcha', name: '老王喝早茶', bio: '退休，每天同一張桌子。' },
  { handle: 'meihuaflower', name: '美華的花', bio: '吧台上的花是我插的。' },
]

export const readers: readonly Profile[] = [
  { handle: 'lanewalk', name: '巷弄散步' },
  { handle: 'slowmorning', name: '慢慢早晨' },
  { handle: 'fourcatstw', name: '四隻貓' },
  { handle: 'teanotes', name: '喝茶筆記' },
  { handle: 'sesamedaily', name: '芝麻日常' },
  { handle: 'paperlamptw', name: '紙燈籠' },
  { handle: 'rooftopgreen', name: '頂樓種菜' },
  { handle: 'sundaybake', name: '週日烤箱' },
  { handle: 'northgatetw', name: '北門等車' },
  { handle: 'filmslow', name: '底片人' },
  { handle: 'oldstreet', name: '老街老街' },
  { handle: 'ricebun', name: '飯糰與麵包' },
]
