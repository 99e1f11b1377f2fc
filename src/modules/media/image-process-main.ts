/** The process that touches untrusted pictures: one picture, then it is gone with all its memory. */
import { Work, workOnImage } from './image-work.ts'

process.once('message', (message) => {
  void workOnImage(Work.parse(message)).then((done) => process.send?.(done, undefined, undefined, () => process.disconnect?.()))
})
