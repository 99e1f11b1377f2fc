import './tables.ts'

export { forgetDemo } from './forget-demo.ts'
export { demoRouter } from './http.ts'
export { workOnDemo } from './jobs.ts'
export { resumeDemo } from './resume-demo.ts'
export type { DemoNeeds, DemoSandbox, OpenSandbox } from './needs.ts'
