export { type Correction, withCorrections } from './corrections.ts'
export type { Reason } from './reasons.ts'
export { type Hints, type Meaning, type Sentiment, understand, type Understanding } from './understand.ts'
