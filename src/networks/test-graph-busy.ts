import { type Answer, jsonAnswer } from './test-faults.ts'

/** How the Graph API says that there were too many requests. */
export function graphBusy(): Answer {
  const error = { message: '(#4) Application request limit reached', type: 'OAuthException', is_transient: true, code: 4, fbtrace_id: 'A' }
  const usage = { '17841400000000000': [{ type: 'instagram', call_count: 100, estimated_time_to_regain_access: 1 }] }
  return jsonAnswer(403, { error }, { 'x-business-use-case-usage': JSON.stringify(usage) })
}
