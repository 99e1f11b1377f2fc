/** A crisis, for tests of what the inbox does in one. */
export { crisisFor, keepPlaybook, readCrisis, readPlaybook } from '../publishing/test-crisis.ts'
