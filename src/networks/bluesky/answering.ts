import type { Answering } from '../network.ts'
import { publishing } from './publishing.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'

/** An answer is a post that answers another; its author is told of it without being named. */
export const answering: Answering = { rulesFor: rulesOfAnswers, publishing }
