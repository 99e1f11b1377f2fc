import { conformance } from '../conformance.ts'
import type { PostContent } from '../network.ts'
import { standInStage } from '../test-stand-in-stage.ts'
import { bluesky } from './index.ts'
import { standIn } from './stand-in.ts'
import { texts } from './texts.ts'

const content: PostContent = {
  parts: [
    {
      text: 'Opening tonight, @kindling.bsky.social! 開幕夜 🔥 https://hearth.example/opening #開幕',
      media: [{ kind: 'image', mediaId: 'fire', mimeType: 'image/png', bytes: 100, width: 64, height: 48, alt: 'A fire in the hearth' }],
    },
    { text: 'And tomorrow we bake.', media: [] },
  ],
  languages: ['en', 'zh-TW'],
  settings: {},
}

conformance(bluesky, { texts, setStage: () => standInStage({ network: bluesky, kind: standIn, content }) })
