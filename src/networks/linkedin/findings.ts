import type { Finding, Reason } from '../network.ts'

export type PartFinding = Omit<Finding, 'part'>

export function error(code: string, params?: Reason['params']): PartFinding {
  return { severity: 'error', reason: params ? { code, params } : { code } }
}

export function warning(code: string, params?: Reason['params']): PartFinding {
  return { severity: 'warning', reason: params ? { code, params } : { code } }
}

export function change(code: string, params?: Reason['params']): PartFinding {
  return { severity: 'change', reason: params ? { code, params } : { code } }
}
