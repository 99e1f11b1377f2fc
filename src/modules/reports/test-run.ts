import type { Language } from '#kit/contract'

import type { Block, ReportRun } from './run-contract.ts'
import { changeOf, figureOf } from './say-figure.ts'

/** A report as runs of some months look, with as many pages as wanted, in English or Chinese. */
export function sampleRun({ language = 'zh-TW', pages = 10 }: { language?: Language; pages?: number } = {}): ReportRun {
  const words = texts[language]
  return {
    title: words.title,
    brand: words.brand,
    language,
    timeZone: 'Asia/Taipei',
    period: words.period,
    madeAt: '2026-11-02T00:00:00.000Z',
    notes: words.notes,
    colour: '#0e6862',
    pictures: { thumb: picture, broken: 'data:image/png;base64,AAAA' },
    pages: Array.from({ length: pages }, (_, index) => ({
      title: words.pages[index % words.pages.length] ?? '',
      blocks: blocksOf(language, index),
    })),
  }
}

function blocksOf(language: Language, page: number): ReportRun['pages'][number]['blocks'] {
  const words = texts[language]
  const numbers = words.measures.map((title, index): Block => {
    const now = (index + 3) * 12_345 + page * 17
    const before = now + (index % 2 === 0 ? -1234 : 987)
    const change = changeOf({ now, before, unit: 'count', falls: false, language })
    return { kind: 'number', title, figure: figureOf(now, 'count', language), ...(change ? { change } : {}), against: words.against }
  })
  const labels = Array.from({ length: 31 }, (_, day) => `10/${day + 1}`)
  const wave = (shift: number) =>
    labels.map((_, day) => figureOf(day === 12 ? null : Math.round(4000 + 1500 * Math.sin(day / 3 + shift + page)), 'count', language))
  const names = words.accounts
  const rows = Array.from({ length: 14 }, (_, index) => ({
    name: `${names[index % names.length]} ${index + 1}`,
    figures: [
      figureOf(index * 1037 + 11, 'people', language),
      figureOf(index === 3 ? null : index / 3 + 0.25, 'percent', language),
      figureOf(index * -13, 'count', language),
      figureOf(index * 777 + 5, 'seconds', language),
    ],
  }))
  return [
    ...numbers.map((block) => ({ width: 'third' as const, block })),
    { width: 'full', block: { kind: 'text', text: words.text } },
    {
      width: 'half',
      block: {
        kind: 'trend',
        title: words.trend,
        labels,
        series: [
          { name: names[0] ?? '', figures: wave(0) },
          { name: names[1] ?? '', figures: wave(1) },
        ],
      },
    },
    {
      width: 'half',
      block: {
        kind: 'chart',
        title: words.chart,
        bars: names.map((name, index) => ({ name, figure: figureOf(9000 - index * 1234, 'people', language) })),
      },
    },
    {
      width: 'full',
      block: page % 2 === 0 ? { kind: 'table', title: words.table, first: words.first, columns: words.columns, rows } : postsOf(language),
    },
  ]
}

function postsOf(language: Language): Block {
  const words = texts[language]
  const posts = Array.from({ length: 6 }, (_, index) => ({
    account: words.accounts[index % words.accounts.length] ?? '',
    network: 'mastodon',
    text: `${words.post} ${index + 1}`,
    published: words.published,
    url: `https://social.example/@tea/${index}`,
    ...(index % 2 === 0 ? { picture: 'thumb' } : index === 1 ? { picture: 'broken' } : {}),
    figures: words.measures.slice(0, 3).map((name, at) => ({ name, figure: figureOf(4321 * (at + 1) + index, 'count', language) })),
  }))
  return { kind: 'posts', title: words.posts, posts }
}

interface SampleTexts extends Readonly<
  Record<'title' | 'brand' | 'period' | 'against' | 'text' | 'trend' | 'chart' | 'table' | 'first' | 'posts' | 'post' | 'published', string>
> {
  readonly notes: string[]
  readonly pages: string[]
  readonly measures: string[]
  readonly accounts: string[]
  readonly columns: string[]
}

const texts: Readonly<Record<Language, SampleTexts>> = {
  en: {
    title: 'October in review',
    brand: 'Tea House',
    period: '1–31 October 2026',
    notes: [
      'Figures as the networks told them on 2 November 2026, 08:00 (Asia/Taipei).',
      'Reach is a mean: people cannot be added up over days or posts.',
    ],
    pages: ['Overview', 'Campaign “Spring teas”', 'Care'],
    measures: ['Impressions', 'Engagements', 'Website clicks'],
    accounts: ['@tea.house on Mastodon', 'Tea House on Facebook', 'teahouse on Instagram', 'Tea House TV'],
    against: 'against September',
    text: 'Reach grew by 12 % against September, mostly from two videos about the harvest. What people asked most often was where to buy the new oolong; the page https://tea.example/oolong answers it since the 14th.',
    trend: 'Impressions by day',
    chart: 'Reach by account',
    table: 'By account',
    first: 'Account',
    columns: ['Reach', 'Engagement rate', 'Audience growth', 'Watch time'],
    posts: 'Best posts',
    post: 'The spring harvest is in, and this year’s oolong tastes of orchids and warm stone',
    published: 'Sat 24 Oct, 09:30',
  },
  'zh-TW': {
    title: '十月社群成效報表',
    brand: '山間茶屋',
    period: '2026年10月1日至31日',
    notes: ['數字為各社群平台於2026年11月2日上午8:00（Asia/Taipei）提供。', '觸及人數為平均值：不同日子或貼文的人可能重複，不能相加。'],
    pages: ['總覽', '行銷活動「春茶上市」', '客服表現'],
    measures: ['曝光次數', '互動數', '網站點擊'],
    accounts: ['Mastodon 的 @tea.house', 'Facebook 山間茶屋', 'Instagram 山間茶屋', '茶屋頻道'],
    against: '與九月相比',
    text: '觸及人數比九月成長 12 %，主要來自兩支採茶影片（「春茶採收日記」與「烏龍的香氣」）。大家最常問的是新茶在哪裡買得到，十四日起已在 https://tea.example/oolong 說明；留言回覆的速度也比上個月快了許多，抱怨明顯減少。',
    trend: '每日曝光次數',
    chart: '各帳號觸及人數',
    table: '各帳號成效',
    first: '帳號',
    columns: ['觸及人數', '互動率', '受眾成長', '觀看時間'],
    posts: '成效最好的貼文',
    post: '春茶採收完成，今年的烏龍帶有蘭花與溫熱岩石的香氣，歡迎到店裡品嚐',
    published: '10月24日 週六 09:30',
  },
}

/** A small JPEG. */
const picture =
  'data:image/jpeg;base64,/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAGAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABf/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKACCr//2Q=='
