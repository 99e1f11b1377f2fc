import { gifts, tasting } from './story-zh-tw-sorting.ts'
import type { Evergreen, Story, Trade } from './story.ts'

const origin = 'https://shop.xiangkoucha.example'

export const trade: Trade = {
  site: { name: '線上商店', origin },
  links: [
    {
      title: '茶罐與補充包',
      target: `${origin}/tins`,
      on: ['instagram', 'x', 'bluesky', 'mastodon'],
      since: 82,
      perDay: 7,
      brings: { stage: 'sale', share: 0.035, worth: [380, 480, 520, 760, 960] },
    },
    {
      title: '手寫卡禮盒',
      target: `${origin}/gift-boxes`,
      campaign: gifts,
      on: ['instagram', 'bluesky', 'mastodon'],
      since: 40,
      perDay: 9,
      brings: { stage: 'sale', share: 0.045, worth: [880, 1280, 1680, 2560] },
    },
    {
      title: '炭焙品茶會報名',
      target: `${origin}/tasting`,
      campaign: tasting,
      on: ['instagram', 'x', 'bluesky'],
      since: 24,
      perDay: 5,
      brings: { stage: 'lead', share: 0.14 },
    },
    {
      title: '企業送禮洽詢',
      target: `${origin}/offices`,
      campaign: gifts,
      on: ['x'],
      since: 31,
      perDay: 2,
      brings: { stage: 'opportunity', share: 0.09, worth: [9600, 14_400, 28_000] },
    },
    { title: '桌卡上的菜單', target: `${origin}/menu`, on: [], since: 75, perDay: 4 },
  ],
  costs: [
    { kind: 'ads', name: 'Instagram 廣告：禮盒', amount: '2400', campaign: gifts },
    { kind: 'tools', name: '商店系統月租', amount: '600' },
    { kind: 'hours', name: '拍照與文案', hours: '8', rate: '300' },
  ],
}

export const evergreen: Evergreen = {
  name: '來店須知',
  on: ['bluesky', 'mastodon'],
  slots: ['1T10:00', '4T19:00'],
  posts: [
    ['帶舊茶罐來補茶打九折，蓋子也請一起帶。', '喝完的茶罐別丟：洗好、裝滿、打九折，我們不會問它去過哪裡。'],
    ['怎麼找到我們？過了廟的第二條巷子，跟著麵包香走。'],
    ['週一公休。週二早上八點，第一壺水準時開。'],
  ],
}

export const report: Story['report'] = {
  name: '巷口茶焙月報',
  message: '早安！這是上個月的成果。想聊聊的話，水已經開了。',
}
