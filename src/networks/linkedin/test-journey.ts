import { testPdf } from '#testing/documents'

import { same } from '../../../e2e/support/expect.ts'
import { onNetwork } from '../../../e2e/support/on-network.ts'
import type { Journey } from '../../../e2e/support/world.ts'
import { texts } from './texts.ts'

/** A document to leaf through, corrected and taken down. */
export const journey: Journey = {
  name: 'LinkedIn: a page connected, a document corrected and taken down',
  run: async (world) =>
    onNetwork(world, {
      network: 'linkedin',
      texts,
      way: 'pages',
      writes: [
        {
          text: 'Our menu (witner) & more',
          files: [{ name: 'menu.pdf', mimeType: 'application/pdf', bytes: await testPdf({ pages: 3, title: 'Menu' }) }],
          live: ({ document }) => same(document?.pages, 3, 'the document has its pages'),
          corrected: 'Our menu (winter) & more',
          takenDown: true,
        },
      ],
    }),
}
