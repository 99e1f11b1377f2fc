import type { PostType } from '#contract/analytics'
import type { Language } from '#kit/contract'

import type { CareMeasure } from './contract.ts'

interface ReportWords {
  readonly by: Readonly<Record<'account' | 'network' | 'campaign' | 'label' | 'type' | 'kind' | 'member' | 'hour', string>>
  readonly byTitle: Readonly<Record<'account' | 'network' | 'campaign' | 'label' | 'type' | 'kind' | 'member' | 'hour', string>>
  readonly per: Readonly<Record<'day' | 'week' | 'month', string>>
  readonly types: Readonly<Record<PostType, string>>
  readonly kinds: Readonly<Record<'comment' | 'mention' | 'quote' | 'share' | 'message' | 'review', string>>
  readonly care: Readonly<Record<CareMeasure, string>>
  readonly careColumns: Readonly<Record<'received' | 'acted' | 'answers' | 'median' | 'resolutions', string>>
  readonly none: string
  readonly elsewhere: string
  readonly measure: string
  readonly change: string
  readonly noText: string
  readonly best: string
  readonly weakest: string
  readonly byMetric: (metric: string) => string
  /** Two things in one title: Reach by account. */
  readonly joined: (what: string, by: string) => string
  readonly against: (period: string) => string
  readonly notes: {
    readonly basis: Readonly<Record<'activity' | 'published', string>>
    readonly readAt: (at: string, zone: string) => string
    readonly neverRead: string
    readonly missing: (metric: string, accounts: string) => string
    readonly formula: (metric: string, formula: string) => string
    readonly base: Readonly<Record<'reach' | 'impressions' | 'followers', string>>
    readonly average: Readonly<Record<'sums' | 'means', string>>
    readonly rate: (base: string, average: string) => string
    readonly care: Readonly<Record<'working' | 'all', string>>
  }
}

/** The words of a report, in the language it is written in. What metrics are called stands in the dictionary of analytics. */
export const reportWords: Readonly<Record<Language, ReportWords>> = {
  en: {
    by: {
      account: 'Account',
      network: 'Network',
      campaign: 'Campaign',
      label: 'Label',
      type: 'Type of post',
      kind: 'Kind of message',
      member: 'Person',
      hour: 'Hour',
    },
    byTitle: {
      account: 'by account',
      network: 'by network',
      campaign: 'by campaign',
      label: 'by label',
      type: 'by type of post',
      kind: 'by kind of message',
      member: 'by person',
      hour: 'by hour of the day',
    },
    per: { day: 'by day', week: 'by week', month: 'by month' },
    types: {
      text: 'Text',
      image: 'Picture',
      gallery: 'Several pictures',
      video: 'Video',
      short: 'Short video',
      story: 'Story',
      link: 'Link',
      poll: 'Poll',
      document: 'Document',
    },
    kinds: { comment: 'Comments', mention: 'Mentions', quote: 'Quotes', share: 'Shares', message: 'Direct messages', review: 'Reviews' },
    care: {
      firstAnswer: 'First answer, median',
      answer: 'Every answer, median',
      resolution: 'Resolution, median',
      handling: 'Handling, median',
      answersInTime: 'Answers in time',
      resolutionsInTime: 'Resolved in time',
      received: 'Messages received',
      acted: 'Action rate',
    },
    careColumns: { received: 'Received', acted: 'Acted on', answers: 'Answers', median: 'Median answer', resolutions: 'Finished' },
    none: 'None',
    elsewhere: 'In the network’s own app',
    measure: 'Measure',
    change: 'Change',
    noText: '(no text)',
    best: 'Best posts',
    weakest: 'Weakest posts',
    byMetric: (metric) => `by ${metric.toLowerCase()}`,
    joined: (what, by) => `${what} ${by}`,
    against: (period) => `against ${period}`,
    notes: {
      basis: {
        activity: 'What happened in these days counts, on posts of any age and on the profiles.',
        published: 'Posts published in these days count, with all that they have gathered until now.',
      },
      readAt: (at, zone) => `As the networks told it by ${at} (${zone}). What a network does not tell is n/a, never 0.`,
      neverRead: 'No network has told any figures yet.',
      missing: (metric, accounts) => `${metric}: not told for ${accounts}.`,
      formula: (metric, formula) => `${metric}: ${formula}.`,
      base: { reach: 'reach', impressions: 'impressions', followers: 'followers' },
      average: { sums: 'the sum of all engagements divided by the sum of all', means: 'the mean of each post’s own rate, by' },
      rate: (base, average) => `Engagement rate: ${average} ${base}.`,
      care: {
        working: 'How long people waited counts within working hours only, and only what people did counts.',
        all: 'How long people waited counts every hour of the day, and only what people did counts.',
      },
    },
  },
  'zh-TW': {
    by: {
      account: '帳號',
      network: '社群平台',
      campaign: '行銷活動',
      label: '標籤',
      type: '貼文類型',
      kind: '訊息類型',
      member: '人員',
      hour: '時段',
    },
    byTitle: {
      account: '依帳號',
      network: '依社群平台',
      campaign: '依行銷活動',
      label: '依標籤',
      type: '依貼文類型',
      kind: '依訊息類型',
      member: '依人員',
      hour: '依一天中的時段',
    },
    per: { day: '每日', week: '每週', month: '每月' },
    types: {
      text: '文字',
      image: '圖片',
      gallery: '多張圖片',
      video: '影片',
      short: '短影音',
      story: '限時動態',
      link: '連結',
      poll: '投票',
      document: '文件',
    },
    kinds: { comment: '留言', mention: '提及', quote: '引用', share: '分享', message: '私訊', review: '評論' },
    care: {
      firstAnswer: '首次回覆（中位數）',
      answer: '每次回覆（中位數）',
      resolution: '處理完成（中位數）',
      handling: '處理時間（中位數）',
      answersInTime: '準時回覆',
      resolutionsInTime: '準時完成',
      received: '收到的訊息',
      acted: '處理率',
    },
    careColumns: { received: '收到', acted: '已處理', answers: '回覆', median: '回覆時間中位數', resolutions: '完成' },
    none: '未分類',
    elsewhere: '在平台自己的 App 上',
    measure: '項目',
    change: '變化',
    noText: '（沒有文字）',
    best: '成效最好的貼文',
    weakest: '成效最低的貼文',
    byMetric: (metric) => `依${metric}`,
    joined: (what, by) => `${what}（${by}）`,
    against: (period) => `與${period}相比`,
    notes: {
      basis: {
        activity: '計算這段期間發生的事，不論貼文何時發佈，並包含帳號主頁。',
        published: '計算這段期間發佈的貼文，以及它們到目前為止累積的數字。',
      },
      readAt: (at, zone) => `數字為各社群平台截至 ${at}（${zone}）提供的資料。平台沒有提供的顯示為「無資料」，不會當作 0。`,
      neverRead: '目前還沒有任何社群平台提供數字。',
      missing: (metric, accounts) => `以下帳號沒有「${metric}」：${accounts}。`,
      formula: (metric, formula) => `${metric}：${formula}。`,
      base: { reach: '觸及人數', impressions: '曝光次數', followers: '追蹤人數' },
      average: { sums: '互動總和 ÷ 分母總和', means: '各貼文互動率的平均' },
      rate: (base, average) => `互動率：${average}，分母為${base}。`,
      care: {
        working: '等候時間只計算服務時間，並且只計算人員做的事。',
        all: '等候時間計算每個小時，並且只計算人員做的事。',
      },
    },
  },
}
