import type { PostContent } from '../network.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { mastodon } from './index.ts'
import type { Differences } from './stand-in-limits.ts'
import { standInWith } from './stand-in.ts'

/** A server that may differ from the usual, with two people, the first of whom gets connected. */
export function setMastodonStage(
  differences: Partial<Differences> = {},
  more: { readonly now?: () => Temporal.Instant; readonly watch?: (request: Request) => void } = {},
): Promise<StandInStage> {
  return standInStage({ network: mastodon, kind: standInWith(differences), content, ...more })
}

const content: PostContent = {
  parts: [
    {
      text: 'Opening tonight, @kindling! 開幕夜 🔥 https://hearth.example/opening #opening',
      media: [{ kind: 'image', mediaId: 'fire', mimeType: 'image/png', bytes: 100, width: 640, height: 480, alt: 'A fire in the hearth' }],
    },
    { text: 'And tomorrow we bake. What shall it be?', media: [], poll: { options: ['Bread', 'Cake'], minutes: 60, multiple: false } },
  ],
  languages: ['en', 'zh-TW'],
  settings: { spoiler: 'Food' },
}
