/** A crisis, for tests of what is sent in one. */
export { crisisFor } from '../publishing/test-crisis.ts'
