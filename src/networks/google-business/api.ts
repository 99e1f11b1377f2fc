import { googleCalls } from '../google-call.ts'
import { fromAnswer } from './failures.ts'

/** Asks one of the APIs of Business Profile and says in our words what came of it. */
export const { ask } = googleCalls(fromAnswer)
