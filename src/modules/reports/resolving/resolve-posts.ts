import { metrics } from '#contract/analytics'

import type { Tile } from '../contract.ts'
import type { TileNeeds } from '../needs.ts'
import type { Block } from '../run-contract.ts'
import { figureOf, locale } from '../say-figure.ts'
import { reportWords } from '../words.ts'
import { metricName } from './measures.ts'
import { accountsByName } from './names.ts'
import { pictureKey } from './pictures.ts'
import type { Resolving } from './resolving.ts'

export async function resolvePosts(
  needs: TileNeeds,
  report: Resolving,
  { title, by, direction, metrics: asked, most, filter }: Extract<Tile, { kind: 'posts' }>,
): Promise<Block> {
  const { workspaceId, language } = report
  const words = reportWords[language]
  const posts = await report.posts(filter, { metrics: [...new Set([by, ...asked])], by, direction, limit: most })
  const accounts = await accountsByName(needs, { workspaceId, ids: [...new Set(posts.map(({ accountId }) => accountId))] })
  const when = new Intl.DateTimeFormat(locale(language), { timeZone: report.timeZone, ...moment })
  return {
    kind: 'posts',
    title: title || words.joined(direction === 'highest' ? words.best : words.weakest, words.byMetric(metricName(by, language))),
    posts: posts.map((post) => ({
      account: accounts.get(post.accountId) ?? needs.networkName(post.network),
      network: post.network,
      text: post.firstLine === '' ? words.noText : post.firstLine,
      published: when.format(Date.parse(post.publishedAt)),
      url: post.url,
      ...(post.thumbMediaId === undefined ? {} : { picture: pictureKey(post.thumbMediaId) }),
      figures: asked.map((metric) => ({
        name: metricName(metric, language),
        figure: figureOf(post.values[metric] ?? null, metrics[metric].unit, language),
      })),
    })),
  }
}

const moment = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
