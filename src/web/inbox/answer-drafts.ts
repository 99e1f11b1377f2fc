/** What is being written in a thread, kept on this device at every keystroke until it is sent. */
export interface AnswerDraft {
  readonly answer: string
  readonly note: string
  /** The message that is answered; the latest one where absent. */
  readonly messageId?: string | undefined
  /** The last thing said in the thread when the answer was begun. */
  readonly seen?: string | undefined
  /** Saved answers that stand in the answer. */
  readonly saved?: readonly string[] | undefined
}

const blank: AnswerDraft = { answer: '', note: '' }
const shelf = (threadId: string) => `hearth.answer.${threadId}`

export function readDraft(storage: Storage, threadId: string): AnswerDraft {
  try {
    const kept: unknown = JSON.parse(storage.getItem(shelf(threadId)) ?? 'null')
    return isDraft(kept) ? kept : blank
  } catch {
    return blank
  }
}

/** A full device keeps it no longer than the page lives. */
export function keepDraft(storage: Storage, threadId: string, draft: AnswerDraft): void {
  try {
    if (draft.answer === '' && draft.note === '') storage.removeItem(shelf(threadId))
    else storage.setItem(shelf(threadId), JSON.stringify(draft))
  } catch {
    return
  }
}

function isDraft(value: unknown): value is AnswerDraft {
  if (typeof value !== 'object' || value === null || !('answer' in value) || !('note' in value)) return false
  if ('saved' in value && !Array.isArray(value.saved)) return false
  return typeof value.answer === 'string' && typeof value.note === 'string'
}
