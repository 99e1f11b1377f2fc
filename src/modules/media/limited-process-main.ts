/** The process that touches untrusted files: one file, then it is gone with all its memory. */
import { readCaptions } from './captions-work.ts'
import { readDocument } from './document-work.ts'
import { workOnImage } from './image-work.ts'
import { type Done, Work } from './limited-work.ts'

process.once('message', (message) => {
  void doWork(Work.parse(message)).then((done) => process.send?.(done, undefined, undefined, () => process.disconnect?.()))
})

async function doWork(work: Work): Promise<Done> {
  switch (work.do) {
    case 'clean':
    case 'fit':
      return workOnImage(work)
    case 'document':
      return readDocument(work)
    case 'captions':
      return readCaptions(work.bytes)
  }
}
