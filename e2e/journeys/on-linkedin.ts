import { testPdf } from '#testing/documents'

import { texts } from '../../src/networks/linkedin/texts.ts'
import { same } from '../support/expect.ts'
import { onNetwork } from '../support/on-network.ts'
import type { Journey } from '../support/world.ts'

/** A document to leaf through, corrected and taken down. */
export const onLinkedin: Journey = {
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
