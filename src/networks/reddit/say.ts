import type { Finding, Reason } from '../network.ts'

/** There is one part, so a finding needs to say no more than what it is about. */
export function error(code: string, params?: Reason['params'], setting?: string): Finding {
  return finding('error', { code, params, setting })
}

export function warning(code: string, params?: Reason['params'], setting?: string): Finding {
  return finding('warning', { code, params, setting })
}

export function changed(code: string, params?: Reason['params'], setting?: string): Finding {
  return finding('change', { code, params, setting })
}

interface Said {
  readonly code: string
  readonly params: Reason['params']
  readonly setting: string | undefined
}

function finding(severity: Finding['severity'], { code, params, setting }: Said): Finding {
  return { severity, part: 0, reason: params ? { code, params } : { code }, ...(setting === undefined ? {} : { setting }) }
}
