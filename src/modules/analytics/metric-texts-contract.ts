import type { Language } from '#kit/contract'

import type { Metric } from './metrics-contract.ts'

export interface MetricText {
  readonly name: string
  /** What it counts. */
  readonly means: string
  /** How it is worked out, where it is not simply what a network tells. */
  readonly formula?: string
}

/** The dictionary in words: read by screens, reports and mails alike. */
export const metricTexts: Readonly<Record<Language, Readonly<Record<Metric, MetricText>>>> = {
  en: {
    followers: { name: 'Followers', means: 'People who follow the account, at the end of the time shown.' },
    followersGained: { name: 'New followers', means: 'People who began to follow the account.' },
    followersLost: { name: 'Lost followers', means: 'People who stopped following the account.' },
    followerGrowth: {
      name: 'Audience growth',
      means: 'By how many the account’s followers grew or shrank.',
      formula: 'Followers at the end − followers at the beginning',
    },
    profileViews: { name: 'Profile views', means: 'How often the account’s page was opened.' },
    posts: { name: 'Posts', means: 'Posts published in the time shown, from Hearth or elsewhere.' },
    impressions: { name: 'Impressions', means: 'How often posts were shown on a screen. The same person may be counted many times.' },
    reach: {
      name: 'Reach',
      means:
        'People who saw it at least once, as the network counts them. People cannot be added up over days or posts, so the mean is shown.',
      formula: 'Of posts: Σ reach of each post ÷ posts. Of accounts: Σ reach of each day ÷ days',
    },
    reactions: { name: 'Reactions', means: 'Likes and whatever else a network offers to react with.' },
    comments: { name: 'Comments', means: 'Comments and replies.' },
    shares: { name: 'Shares', means: 'Shares, reposts and quotes.' },
    saves: { name: 'Saves', means: 'How often it was saved or bookmarked.' },
    engagements: {
      name: 'Engagements',
      means: 'Everything people did with posts, as far as the network tells it. Clicks are counted apart.',
      formula: 'Reactions + comments + shares + saves',
    },
    engagementRate: {
      name: 'Engagement rate',
      means: 'How many of those who could react did. The base and the kind of average are chosen above and stand beside the number.',
      formula: 'Engagements ÷ base × 100. Ratio of sums: Σ engagements ÷ Σ base. Mean of ratios: Σ of each post’s rate ÷ posts',
    },
    clicks: { name: 'Clicks on posts', means: 'Clicks on a post or its links, as the network counts them.' },
    siteClicks: {
      name: 'Website clicks',
      means:
        'People who followed the links of the brand’s posts, counted by Hearth. Bots and previews are left out. Links that were made by hand belong to no post; their clicks stand with the links.',
    },
    conversions: {
      name: 'Conversions',
      means:
        'Leads, opportunities and sales that the brand’s sites told of and that are put down to a click on a link of one of its posts. Each counts as one, on the day it happened, whenever it was told. What came of links that were made by hand, or without a click, stands with the conversions.',
      formula: 'Leads + opportunities + sales',
    },
    clickRate: { name: 'Click rate', means: 'Clicks for every hundred impressions.', formula: 'Clicks on posts ÷ impressions × 100' },
    videoViews: { name: 'Video views', means: 'How often videos were played, as the network counts a view.' },
    watchSeconds: { name: 'Watch time', means: 'How long videos were watched in all.' },
    averageWatch: { name: 'Average watch time', means: 'How long a video was watched at a time.', formula: 'Watch time ÷ video views' },
    storyTaps: { name: 'Taps forward', means: 'Taps to the next picture or story.' },
    storyExits: { name: 'Exits', means: 'How often people left the stories at this one.' },
  },
  'zh-TW': {
    followers: { name: '追蹤人數', means: '所選期間結束時，追蹤這個帳號的人數。' },
    followersGained: { name: '新增追蹤', means: '開始追蹤這個帳號的人數。' },
    followersLost: { name: '取消追蹤', means: '不再追蹤這個帳號的人數。' },
    followerGrowth: { name: '受眾成長', means: '追蹤人數增加或減少了多少。', formula: '期末追蹤人數 − 期初追蹤人數' },
    profileViews: { name: '主頁瀏覽次數', means: '帳號主頁被打開的次數。' },
    posts: { name: '貼文數', means: '所選期間發佈的貼文，包含不是從 Hearth 發佈的。' },
    impressions: { name: '曝光次數', means: '貼文顯示在螢幕上的次數，同一個人可能計算多次。' },
    reach: {
      name: '觸及人數',
      means: '至少看過一次的人數，依社群平台的算法。不同日子或貼文的人可能重複，不能相加，因此顯示平均值。',
      formula: '貼文：各貼文觸及人數總和 ÷ 貼文數。帳號：每日觸及人數總和 ÷ 天數',
    },
    reactions: { name: '心情與讚', means: '按讚以及平台提供的其他心情。' },
    comments: { name: '留言數', means: '留言與回覆。' },
    shares: { name: '分享數', means: '分享、轉發與引用。' },
    saves: { name: '收藏數', means: '被收藏或加入書籤的次數。' },
    engagements: {
      name: '互動數',
      means: '大家對貼文做的事，以平台提供的為限；點擊另外計算。',
      formula: '心情與讚 + 留言 + 分享 + 收藏',
    },
    engagementRate: {
      name: '互動率',
      means: '有機會互動的人之中，有多少真的互動了。分母與平均方式可在上方選擇，並標示在數字旁。',
      formula: '互動數 ÷ 分母 × 100。總和比：互動總和 ÷ 分母總和。平均比：各貼文互動率總和 ÷ 貼文數',
    },
    clicks: { name: '貼文點擊', means: '平台計算的貼文或連結點擊次數。' },
    siteClicks: {
      name: '網站點擊',
      means: '點擊品牌貼文中的連結進站的人次，由 Hearth 計算，不含機器人與預覽。手動建立的連結不屬於任何貼文，點擊數請見「連結」頁。',
    },
    conversions: {
      name: '轉換數',
      means:
        '品牌網站回報、且來自貼文連結的名單、商機與成交，每筆算一次，計入實際發生的日子，不論何時回報。來自手動建立的連結、或並非來自連結的轉換，請見「轉換」頁。',
      formula: '名單 + 商機 + 成交',
    },
    clickRate: { name: '點擊率', means: '每一百次曝光帶來的點擊。', formula: '貼文點擊 ÷ 曝光次數 × 100' },
    videoViews: { name: '影片觀看次數', means: '影片播放次數，依平台對「觀看」的定義。' },
    watchSeconds: { name: '觀看時間', means: '影片被觀看的總時間。' },
    averageWatch: { name: '平均觀看時間', means: '每次觀看影片的時間。', formula: '觀看時間 ÷ 影片觀看次數' },
    storyTaps: { name: '點往下一則', means: '點到下一張或下一則限時動態的次數。' },
    storyExits: { name: '離開次數', means: '在這一則離開限時動態的次數。' },
  },
}
