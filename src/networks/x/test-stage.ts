import type { PostContent, PostImage } from '../network.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { x } from './index.ts'
import { standIn } from './stand-in.ts'

type Changes = Partial<Omit<Parameters<typeof standInStage>[0], 'network' | 'kind' | 'content'>>

/** X's stand-in with two profiles, one of them connected. Its content is new each time it is read, since X refuses the same words twice. */
export async function setXStage(changes: Changes = {}): Promise<StandInStage> {
  const stage = await standInStage({ network: x, kind: standIn, content: contentOf(0), ...changes })
  let number = 0
  return {
    ...stage,
    get content() {
      number += 1
      return contentOf(number)
    },
  }
}

export function picture(mediaId: string, alt = `Picture ${mediaId}`): PostImage {
  return { mediaId, mimeType: 'image/png', bytes: 100, width: 64, height: 48, alt }
}

function contentOf(number: number): PostContent {
  const text = `Opening ${number}, @kindling! 開幕夜 🔥 https://hearth.example/opening?a=1&b=${number} #開幕 <3`
  return {
    parts: [
      { text, images: [picture('fire'), picture('tea')] },
      { text: `And tomorrow we bake ${number} loaves.`, images: [] },
      { text: 'Bread or cake?', images: [], poll: { options: ['Bread', '蛋糕'], minutes: 60, multiple: false } },
    ],
    languages: ['en', 'zh-TW'],
    settings: {},
  }
}
