/** More at once would only slow each other down, and the server takes no more than 50 that are not finished. */
const atOnce = 3

let running = 0
const waiting: (() => void)[] = []

/** Runs it when fewer than three others are running. Given up while it waits, it never begins. */
export async function inTurn<Result>(signal: AbortSignal, run: () => Promise<Result>): Promise<Result> {
  if (running >= atOnce) await turn(signal)
  else running += 1
  try {
    signal.throwIfAborted()
    return await run()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

function turn(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      waiting.splice(waiting.indexOf(begin), 1)
      reject(signal.reason)
    }
    const begin = () => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    }
    signal.addEventListener('abort', giveUp)
    waiting.push(begin)
  })
}
