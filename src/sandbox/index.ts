export { openSandbox } from './open-sandbox.ts'
export type { Sandbox } from './sandbox.ts'
