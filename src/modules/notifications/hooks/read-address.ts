import { refuse } from '#kit/errors'

import { hookRefusals, type HookService } from '../contract.ts'
import type { HookNeeds } from './hook-needs.ts'

/** What a path of an incoming webhook looks like; nothing else of these services is ever asked. */
const paths: Readonly<Record<HookService, RegExp>> = {
  slack: /^\/services\/T[A-Z0-9]{1,30}\/B[A-Z0-9]{1,30}\/\w{8,80}$/i,
  discord: /^\/api\/(?:v\d{1,2}\/)?webhooks\/\d{1,25}\/[\w-]{20,120}$/,
}

/** Which service an address is of, or the refusal HOOK_ADDRESS_WRONG. */
export function readAddress(text: string, origins: HookNeeds['hookOrigins']): { service: HookService; address: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const service = (['slack', 'discord'] as const).find((each) => url?.origin === origins[each] && paths[each].test(url.pathname))
  if (!url || !service || url.username !== '' || url.password !== '') throw refuse(hookRefusals, 'HOOK_ADDRESS_WRONG')
  // What follows a question mark would change how Discord takes a message.
  return { service, address: `${url.origin}${url.pathname}` }
}
