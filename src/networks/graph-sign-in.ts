import { randomBytes } from 'node:crypto'

import type { z } from 'zod'

import type { Json } from '#kit/json'

import type { ConnectEnvironment, Connecting, Outcome, Trouble } from './network.ts'

type Begun = Extract<Awaited<ReturnType<Connecting['begin']>>, { ok: true }>

/** Sends the person to the sign-in page at this address, to come back with a code. */
export function sendTo(address: string, query: Readonly<Record<string, string>>, kept: { readonly [name: string]: Json }): Begun {
  const state = randomBytes(24).toString('base64url')
  const redirect = new URL(address)
  for (const [name, value] of Object.entries({ response_type: 'code', ...query, state })) redirect.searchParams.set(name, value)
  return { ok: true, value: { redirect: redirect.toString(), state, pending: { ...kept, state } } }
}

export type Returned = { readonly parameters: Readonly<Record<string, string>>; readonly pending: Json } & ConnectEnvironment

interface Coming<App> {
  readonly code: string
  readonly app: App
}

/** What somebody who came back brings: the code, and the app it is for. */
export async function codeOf<App>(
  { parameters, apps }: Pick<Returned, 'parameters' | 'apps'>,
  { state }: { readonly state: string },
  appSchema: z.ZodType<App>,
): Promise<Outcome<Coming<App>>> {
  if (parameters['state'] !== state) return rejected('sign-in-mixed-up')
  if (parameters['error'] === 'access_denied') return rejected('sign-in-denied')
  const { code } = parameters
  if (!code) return rejected('sign-in-failed')
  const app = appSchema.safeParse(await apps.find('')).data
  return app === undefined ? rejected('app-missing') : { ok: true, value: { code, app } }
}

export function rejected(code: string, params?: Readonly<Record<string, string>>): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'rejected', reason: params ? { code, params } : { code } } }
}
