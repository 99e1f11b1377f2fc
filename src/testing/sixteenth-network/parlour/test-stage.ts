import type { PostContent } from '../network.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { parlour } from './index.ts'
import { standIn } from './stand-in.ts'

const content: PostContent = {
  parts: [
    {
      text: 'The kettle is on. Come in! 茶好了 https://parlour.example/tea',
      media: ['kettle', 'cups'].map((mediaId) => ({
        kind: 'image',
        mediaId,
        mimeType: 'image/jpeg',
        bytes: 90_000,
        width: 1200,
        height: 900,
        alt: `Our ${mediaId}`,
      })),
    },
  ],
  languages: ['en'],
  settings: {},
}

export function setParlourStage(): Promise<StandInStage> {
  return standInStage({ network: parlour, kind: standIn, content })
}
