import { randomUUID } from 'node:crypto'

import { type Metric, sixMeasures } from '#contract/analytics'
import type { Language } from '#kit/contract'

import type { CareMeasure, Definition, Measure, TemplateName, Tile } from './contract.ts'

interface About {
  readonly template: TemplateName
  readonly language: Language
  readonly campaignId?: string | undefined
  readonly network?: string | undefined
}

/** A report to begin with: complete as it is, for last month, and changed at will. */
export function fromTemplate({ template, language, campaignId, network }: About): Definition {
  const filter = {
    ...(template === 'campaign' && campaignId !== undefined ? { campaignIds: [campaignId] } : {}),
    ...(template === 'network' && network !== undefined ? { networks: [network] } : {}),
  }
  return {
    language,
    period: { kind: 'last-month' },
    filter,
    basis: template === 'campaign' ? 'published' : 'activity',
    rate: { base: 'reach', average: 'sums' },
    counts: 'working',
    look: { colour: '#c03f0e' },
    pages: pagesOf[template](titles[language]).map((page) => ({ id: randomUUID(), ...page })),
  }
}

interface Page {
  readonly title: string
  readonly tiles: Tile[]
}

const pagesOf: Readonly<Record<TemplateName, (words: Titles) => Page[]>> = {
  empty: ({ overview }) => [{ title: overview, tiles: [] }],
  monthly: ({ overview, accounts, posts, compared }) => [
    { title: overview, tiles: [...numbers(sixMeasures), trend(['impressions', 'engagements'])] },
    { title: accounts, tiles: [chart('account', 'impressions'), chart('network', 'engagements'), table('account', usual)] },
    { title: posts, tiles: [best('engagements')] },
    { title: compared, tiles: [comparison([...usual, 'siteClicks'], 'before'), comparison([...usual, 'siteClicks'], 'year')] },
  ],
  campaign: ({ overview, posts, split }) => [
    {
      title: overview,
      tiles: [
        ...numbers(['posts', 'impressions', 'reach', 'engagements', 'engagementRate', 'siteClicks']),
        trend(['impressions', 'engagements']),
      ],
    },
    { title: split, tiles: [table('network', usual), table('type', usual)] },
    { title: posts, tiles: [best('engagements')] },
  ],
  care: ({ care, team }) => [
    {
      title: care,
      tiles: [
        ...cares(['received', 'acted', 'firstAnswer', 'answersInTime', 'resolution', 'resolutionsInTime']),
        { ...tile('full'), kind: 'chart', bars: { of: 'care', by: 'hour' } },
      ],
    },
    {
      title: team,
      tiles: [
        { ...tile('full'), kind: 'table', rows: { of: 'care', by: 'member' } },
        { ...tile('full'), kind: 'table', rows: { of: 'care', by: 'network' } },
        { ...tile('full'), kind: 'table', rows: { of: 'care', by: 'kind' } },
      ],
    },
  ],
  network: ({ overview, accounts, posts }) => [
    {
      title: overview,
      tiles: [
        ...numbers(['followers', 'followerGrowth', 'impressions', 'reach', 'engagements', 'engagementRate']),
        trend(['impressions']),
        trend(['engagements']),
      ],
    },
    { title: accounts, tiles: [table('account', [...usual, 'followers']), table('type', usual)] },
    { title: posts, tiles: [best('engagements')] },
  ],
}

const usual: Metric[] = ['posts', 'impressions', 'reach', 'engagements', 'engagementRate']

function tile(width: Tile['width']) {
  return { id: randomUUID(), width }
}

function number(measure: Measure): Tile {
  return { ...tile('third'), kind: 'number', measure }
}

function numbers(metrics: readonly Metric[]): Tile[] {
  return metrics.map((metric) => number({ of: 'posts', metric }))
}

function cares(measures: readonly CareMeasure[]): Tile[] {
  return measures.map((measure) => number({ of: 'care', measure }))
}

function trend(metrics: Metric[]): Tile {
  return { ...tile('full'), kind: 'trend', per: 'day', lines: { of: 'metrics', metrics } }
}

function chart(by: 'account' | 'network', metric: Metric): Tile {
  return { ...tile('half'), kind: 'chart', bars: { of: 'posts', by, metric, most: 8 } }
}

function table(by: 'account' | 'network' | 'type', metrics: Metric[]): Tile {
  return { ...tile('full'), kind: 'table', rows: { of: 'posts', by, metrics, most: 20 } }
}

function comparison(metrics: readonly Metric[], against: 'before' | 'year'): Tile {
  return { ...tile('full'), kind: 'comparison', against, measures: metrics.map((metric) => ({ of: 'posts', metric })) }
}

function best(by: Metric): Tile {
  return { ...tile('full'), kind: 'posts', by, direction: 'highest', metrics: ['impressions', 'engagements', 'engagementRate'], most: 9 }
}

type Titles = Readonly<Record<'overview' | 'accounts' | 'posts' | 'compared' | 'split' | 'care' | 'team', string>>

const titles: Readonly<Record<Language, Titles>> = {
  en: {
    overview: 'Overview',
    accounts: 'Accounts',
    posts: 'Posts',
    compared: 'Compared',
    split: 'Networks and types of post',
    care: 'Care',
    team: 'The team',
  },
  'zh-TW': {
    overview: '總覽',
    accounts: '帳號',
    posts: '貼文',
    compared: '比較',
    split: '社群平台與貼文類型',
    care: '客服表現',
    team: '團隊',
  },
}
