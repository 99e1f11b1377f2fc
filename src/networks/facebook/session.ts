import { createHmac } from 'node:crypto'

import { z } from 'zod'

import { baseIn } from '../base-in.ts'
import type { AccountAccess } from '../network.ts'

/** Where the real network is; other addresses lead to something that behaves like it. */
const realHosts = {
  web: 'https://www.facebook.com',
  api: 'https://graph.facebook.com',
  video: 'https://graph-video.facebook.com',
  upload: 'https://rupload.facebook.com',
} as const

/** Of the Graph API, unless an account was connected with another. A version works at least two years. */
const usualVersion = 'v25.0'

const versionSchema = z.string().regex(/^v\d+\.\d+$/)

export const hostsSchema = z.object({ web: z.url(), api: z.url(), video: z.url(), upload: z.url(), version: versionSchema.exactOptional() })
export type Hosts = z.infer<typeof hostsSchema>

/** `web`, `api`, `video`, `upload` and `version` of the installation's options, for connecting; an account keeps those it was connected with. */
export function hostsIn(options: Readonly<Record<string, string>>): Hosts {
  const version = versionSchema.safeParse(options['version']).data
  return {
    web: baseIn(options, 'web', realHosts.web),
    api: baseIn(options, 'api', realHosts.api),
    video: baseIn(options, 'video', realHosts.video),
    upload: baseIn(options, 'upload', realHosts.upload),
    ...(version ? { version } : {}),
  }
}

export function isReal({ api }: Pick<Hosts, 'api'>): boolean {
  return new URL(api).origin === realHosts.api
}

/** Base address of the Graph API with its version, on the usual host or the one for large files. */
export function graphOf(hosts: Hosts, host: 'api' | 'video' | 'web' = 'api'): string {
  return `${hosts[host]}/${hosts.version ?? usualVersion}`
}

/** A Page's token, and the proof for it that the app's secret is known: neither ever changes, so the app's secret need not be kept. */
export const secretSchema = z.object({ token: z.string(), proof: z.string() })
export type PageSecret = z.infer<typeof secretSchema>

export function proofOf(token: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(token).digest('hex')
}

/** Whoever signs in, before a Page was chosen. */
export interface Person {
  readonly hosts: Hosts
  /** The person's, not yet a Page's. */
  readonly token: string
  readonly appSecret: string
}

export interface SignedIn extends PageSecret {
  /** With the version. */
  readonly host: string
}

/** Host and token for calls in a Page's name. */
export function signedIn(access: AccountAccess, host: 'api' | 'video' = 'api'): SignedIn {
  return { host: graphOf(hostsSchema.parse(access.settings), host), ...secretSchema.parse(access.secret) }
}

export function hostsOf({ settings }: Pick<AccountAccess, 'settings'>): Hosts {
  return hostsSchema.parse(settings)
}
