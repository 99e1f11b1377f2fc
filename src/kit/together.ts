/**
 * Does at once what many ask for one by one: whoever asks while a round is under way is in the next. A round begins after
 * everybody in it has asked, so what it reads is as fresh as if each had read alone. It answers in the order of what was asked.
 */
export function together<Asked, Answer>(round: (asked: readonly Asked[]) => Promise<readonly Answer[]>): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = []
  let going = false
  const go = async () => {
    while (waiting.length > 0) {
      const now = waiting
      waiting = []
      await answerAll(now, round)
    }
    going = false
  }
  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject })
      if (going) return
      going = true
      // Whoever asks in the same turn of the event loop is in the same round.
      setImmediate(() => void go())
    })
}

interface Waiting<Asked, Answer> {
  readonly asked: Asked
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

async function answerAll<Asked, Answer>(
  waiting: readonly Waiting<Asked, Answer>[],
  round: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
): Promise<void> {
  try {
    const answers = await round(waiting.map(({ asked }) => asked))
    if (answers.length !== waiting.length) throw new Error('A round did not answer everybody.')
    for (const [index, answer] of answers.entries()) waiting[index]?.resolve(answer)
  } catch (error) {
    for (const { reject } of waiting) reject(error)
  }
}
