import { googleCalls } from '../google-call.ts'
import { fromAnswer } from './failures.ts'

/** Asks YouTube and says in our words what came of it. */
export const { ask, send } = googleCalls(fromAnswer)
