/** The process that touches untrusted films: one piece of work, then it is gone with all its memory. */
import { type VideoDone, VideoWork } from './video-messages.ts'
import { workOnVideo } from './video-work.ts'

/** Set by the process that started this one; beyond it, this one ends itself. */
const mostBytes = Number(process.argv[2])

setInterval(endIfSwollen, 200).unref()

process.once('message', (message) => {
  void workOnVideo(VideoWork.parse(message), (progress) => process.send?.({ progress })).then(answer)
})
process.once('disconnect', () => process.exit(1))

/** Decoders keep threads that may wait for ever, so the process does not wait for them. */
function answer(done: VideoDone): void {
  // What was quick was never looked at.
  endIfSwollen()
  process.send?.(done, undefined, undefined, () => process.exit(0))
}

function endIfSwollen(): void {
  if (process.memoryUsage.rss() > mostBytes) process.kill(process.pid, 'SIGKILL')
}
