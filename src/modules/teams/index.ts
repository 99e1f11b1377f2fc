import './tables.ts'

export type { Acting, Call, CallContext } from './acting.ts'
export { atTheDoor } from './at-the-door.ts'
export { change, type Changed } from './change.ts'
export { type Permission, type Role } from './contract.ts'
export { mayDo, permissionsOf } from './may-do.ts'
export { writeAudit } from './write-audit.ts'
