import { isIP } from 'node:net'
import { resolve } from 'node:path'

import { z } from 'zod'

import { isWebAddress } from '#kit/web-address'

/** Everything that can be set from outside, parsed once at start. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Where people and networks reach Hearth, without a trailing slash. */
  readonly publicUrl: string
  /** Whether only this machine can reach Hearth: then the first visitor needs no code. */
  readonly onLoopback: boolean
  readonly dataDir: string
  /** Absent: the embedded PostgreSQL. */
  readonly databaseUrl?: string
  readonly postgresBin?: string
  /** Absent: made on first start and kept in the data folder. */
  readonly secretKey?: string
  readonly oldSecretKeys: readonly string[]
  readonly mail: { readonly url?: string; readonly from: string }
  readonly s3?: {
    readonly endpoint: string
    readonly bucket: string
    readonly region: string
    readonly accessKey: string
    readonly secretKey: string
  }
  readonly allowOrigins: readonly string[]
  readonly trustProxy: boolean | string
  /** What one person, or one API key, may ask of the API in a minute. */
  readonly requestsPerMinute: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error'
  /** Options for a network's connector, e.g. `HEARTH_BLUESKY_PLC` → `networkOptions.bluesky.plc`. */
  readonly networkOptions: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** A setting that cannot be used: the message names the variable and what it accepts. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the settings. @throws ConfigError listing every variable that is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, networkIds: readonly string[] = []): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const parsed = Settings.safeParse(present)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`These settings cannot be used:\n${lines.join('\n')}`)
  }
  return configOf(parsed.data, networkOptions(present, networkIds))
}

const httpUrl = (message: string) => z.string().refine(isWebAddress, message)

const Settings = z
  .object({
    HEARTH_HOST: z
      .string()
      .refine(
        (host) => isIP(host) > 0 || host === 'localhost',
        'an IP address to listen on, e.g. 127.0.0.1 (this machine only) or 0.0.0.0 (every network)',
      )
      .default('127.0.0.1'),
    HEARTH_PORT: z.coerce
      .number('a port from 1 to 65535')
      .int('a port from 1 to 65535')
      .min(1, 'a port from 1 to 65535')
      .max(65535, 'a port from 1 to 65535')
      .default(4600),
    HEARTH_PUBLIC_URL: httpUrl('the address people type, e.g. https://hearth.example.com, without a path')
      .refine(hasNoPath, 'an address without a path, e.g. https://hearth.example.com')
      .optional(),
    HEARTH_DATA: z.string().default('./data'),
    DATABASE_URL: z
      .string()
      .refine(
        (url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url),
        'a PostgreSQL address, e.g. postgres://hearth:password@db.example.com:5432/hearth',
      )
      .optional(),
    HEARTH_POSTGRES_BIN: z.string().optional(),
    HEARTH_SECRET_KEY: z
      .string()
      .refine(isKey, '32 bytes as 64 hexadecimal digits or 43 base64url characters; make one with: openssl rand -hex 32')
      .optional(),
    HEARTH_SECRET_KEYS_OLD: list(z.string().refine(isKey, 'earlier keys, each as HEARTH_SECRET_KEY, separated by commas')),
    HEARTH_SMTP_URL: z
      .string()
      .refine((url) => /^smtps?:\/\//.test(url) && URL.canParse(url), 'a mail server, e.g. smtps://name:password@mail.example.com:465')
      .optional(),
    HEARTH_MAIL_FROM: z
      .string()
      .refine((from) => /^[^<>]*<?[^\s@<>]+@[^\s@<>]+>?$/.test(from), 'a sender, e.g. Hearth <hearth@example.com>')
      .default('Hearth <hearth@localhost>'),
    HEARTH_S3_ENDPOINT: httpUrl('the address of an S3 service, e.g. https://s3.eu-central-1.amazonaws.com').optional(),
    HEARTH_S3_BUCKET: z.string().optional(),
    HEARTH_S3_REGION: z.string().default('us-east-1'),
    HEARTH_S3_ACCESS_KEY: z.string().optional(),
    HEARTH_S3_SECRET_KEY: z.string().optional(),
    HEARTH_ALLOW_ORIGINS: list(
      httpUrl('origins that Hearth may call although they are not public, separated by commas, e.g. http://192.168.1.20:3000'),
    ),
    HEARTH_TRUST_PROXY: z
      .string()
      .refine(isProxies, 'true, false, or the addresses of your proxies separated by commas, e.g. 10.0.0.2 or 10.0.0.0/8')
      .default('false'),
    HEARTH_REQUESTS_PER_MINUTE: z.coerce
      .number('a number of requests, e.g. 1200')
      .int()
      .min(60, 'at least 60, or pages do not load')
      .default(1200),
    HEARTH_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'debug, info, warn or error').default('info'),
  })
  .superRefine((settings, context) => {
    if (!settings.HEARTH_S3_ENDPOINT) return
    for (const name of ['HEARTH_S3_BUCKET', 'HEARTH_S3_ACCESS_KEY', 'HEARTH_S3_SECRET_KEY'] as const) {
      if (!settings[name]) context.addIssue({ code: 'custom', path: [name], message: 'is needed together with HEARTH_S3_ENDPOINT' })
    }
  })

function configOf(settings: z.output<typeof Settings>, options: Config['networkOptions']): Config {
  const publicUrl = (settings.HEARTH_PUBLIC_URL ?? `http://${hostForUrl(settings.HEARTH_HOST)}:${settings.HEARTH_PORT}`).replace(/\/$/, '')
  return {
    host: settings.HEARTH_HOST,
    port: settings.HEARTH_PORT,
    publicUrl,
    onLoopback: isLoopback(settings.HEARTH_HOST) && isLoopback(new URL(publicUrl).hostname),
    dataDir: resolve(settings.HEARTH_DATA),
    ...(settings.DATABASE_URL ? { databaseUrl: settings.DATABASE_URL } : {}),
    ...(settings.HEARTH_POSTGRES_BIN ? { postgresBin: resolve(settings.HEARTH_POSTGRES_BIN) } : {}),
    ...(settings.HEARTH_SECRET_KEY ? { secretKey: settings.HEARTH_SECRET_KEY } : {}),
    oldSecretKeys: settings.HEARTH_SECRET_KEYS_OLD,
    mail: { from: settings.HEARTH_MAIL_FROM, ...(settings.HEARTH_SMTP_URL ? { url: settings.HEARTH_SMTP_URL } : {}) },
    ...s3Of(settings),
    allowOrigins: settings.HEARTH_ALLOW_ORIGINS.map((origin) => new URL(origin).origin),
    requestsPerMinute: settings.HEARTH_REQUESTS_PER_MINUTE,
    trustProxy:
      settings.HEARTH_TRUST_PROXY === 'true' ? true : settings.HEARTH_TRUST_PROXY === 'false' ? false : settings.HEARTH_TRUST_PROXY,
    logLevel: settings.HEARTH_LOG_LEVEL,
    networkOptions: options,
  }
}

function s3Of(settings: z.output<typeof Settings>): Partial<Pick<Config, 's3'>> {
  const {
    HEARTH_S3_ENDPOINT: endpoint,
    HEARTH_S3_BUCKET: bucket,
    HEARTH_S3_ACCESS_KEY: accessKey,
    HEARTH_S3_SECRET_KEY: secretKey,
  } = settings
  if (!endpoint || !bucket || !accessKey || !secretKey) return {}
  return { s3: { endpoint, bucket, region: settings.HEARTH_S3_REGION, accessKey, secretKey } }
}

function networkOptions(present: Readonly<Record<string, string | undefined>>, networkIds: readonly string[]): Config['networkOptions'] {
  return Object.fromEntries(
    networkIds.map((id) => {
      const prefix = `HEARTH_${id.toUpperCase().replaceAll('-', '_')}_`
      const own = Object.entries(present).filter(([name]) => name.startsWith(prefix))
      return [id, Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length).toLowerCase(), value ?? '']))]
    }),
  )
}

function list<Item extends z.ZodType<string, string>>(item: Item) {
  return z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item))
}

function isProxies(text: string): boolean {
  return text === 'true' || text === 'false' || text.split(',').every((part) => isIP(part.trim().replace(/\/\d{1,3}$/, '')) > 0)
}

function isKey(key: string): boolean {
  return /^[0-9a-f]{64}$/i.test(key) || /^[\w-]{43}=?$/.test(key)
}

function hasNoPath(text: string): boolean {
  return !URL.canParse(text) || new URL(text).pathname === '/'
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || host.startsWith('127.')
}

/** 0.0.0.0 is where one listens, not an address one can open. */
function hostForUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return isIP(host) === 6 ? `[${host}]` : host
}
