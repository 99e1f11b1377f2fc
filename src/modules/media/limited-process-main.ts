/** The process that touches files nobody vouches for: one at a time, a few after each other while all goes well, then it is gone with all its memory. */
import { readCaptions } from './captions-work.ts'
import { readDocument } from './document-work.ts'
import { fitAll } from './image-fit.ts'
import { workOnImage } from './image-work.ts'
import { type Done, type Trouble, Work } from './limited-work.ts'

/** Set by the process that started this one; beyond it, this one ends itself. */
const mostBytes = Number(process.argv[2])
/** What a decoder that leaks a little may leave behind. */
const tiredBytes = 450 * 1024 * 1024
const mostFiles = 100

setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes) process.kill(process.pid, 'SIGKILL')
}, 200).unref()

let files = 0
process.on('message', (message) => {
  void doWork(Work.parse(message)).then(answer)
})
process.once('disconnect', () => process.exit(0))

async function doWork(work: Work): Promise<Done> {
  switch (work.do) {
    case 'clean':
      return workOnImage(work)
    case 'fit':
      return fitAll(work)
    case 'document':
      return readDocument(work)
    case 'captions':
      return readCaptions(work.bytes)
  }
}

/** What a decoder stumbled over, or is still busy with; other files were refused before any was used. */
const stumbled = new Set<Trouble>(['NOT_AN_IMAGE', 'NOT_A_DOCUMENT', 'TOO_SLOW'])

/** After a file that was too much for a decoder there is no next one. */
function answer(done: Done): void {
  files += 1
  const wrong = 'trouble' in done ? stumbled.has(done.trouble) : 'pictures' in done && done.pictures.some((picture) => 'failed' in picture)
  const leaving = wrong || files >= mostFiles || process.memoryUsage.rss() > tiredBytes
  process.send?.({ done, leaving }, undefined, undefined, () => leaving && process.disconnect?.())
}
