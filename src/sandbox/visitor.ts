import { Language } from '#kit/contract'

import type { StandIn, StandInProfile } from '../networks/stand-in.ts'
import { customers } from './customers.ts'
import { type Say, sayIn } from './page-texts.ts'
import type { Sandbox } from './sandbox.ts'

/** Who looks at the page: in which language, and as whom on each network. */
export interface Visitor {
  readonly language: Language
  readonly say: Say
  /** undefined where this person has no profile there yet. */
  as(network: { readonly id: string; readonly standIn: StandIn }): {
    readonly handle: string
    readonly displayName: string
    readonly profile?: StandInProfile
  }
}

export function visitorOf(request: Request): Visitor {
  const cookies = cookiesOf(request)
  const language = languageOf(request, cookies)
  return {
    language,
    say: sayIn(language),
    as: ({ id, standIn }) => {
      const handle = cookies.get(cookieFor(id)) ?? ''
      const profiles = standIn.profiles()
      const profile = profiles.find((one) => one.handle === handle)
      if (profile) return { ...profile, profile }
      const customer = customers.find((one) => one.handle === handle) ?? customers[0]
      const known = profiles.find((one) => isCalled(one, customer.handle))
      return known ? { ...known, profile: known } : customer
    },
  }
}

/** Networks may add their domain to a handle. */
export function isCalled({ handle }: StandInProfile, name: string): boolean {
  return handle === name || handle.startsWith(`${name}.`) || handle.startsWith(`${name}@`)
}

function languageOf(request: Request, cookies: ReadonlyMap<string, string>): Language {
  const chosen = Language.safeParse(cookies.get(languageCookie))
  if (chosen.success) return chosen.data
  return (request.headers.get('accept-language') ?? '').toLowerCase().startsWith('zh') ? 'zh-TW' : 'en'
}

export const languageCookie = 'hearth-sandbox-language'

export function cookieFor(networkId: string): string {
  return `hearth-sandbox-${networkId}`
}

function cookiesOf(request: Request): ReadonlyMap<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='))
  return new Map(pairs.map(([name = '', value = '']) => [name, decoded(value)]))
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return '' // Somebody else's cookie.
  }
}

/** Only for the sandbox's own page, and not for scripts. */
export function cookie({ base }: Pick<Sandbox, 'base'>, name: string, value: string): string {
  const path = new URL(base).pathname.replace(/\/?$/, '/')
  return `${name}=${encodeURIComponent(value)}; Path=${path}; Max-Age=31536000; HttpOnly; SameSite=Lax`
}
