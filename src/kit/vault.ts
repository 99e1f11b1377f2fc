import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

import type { Json } from './json.ts'

export interface VaultKey {
  /** Written beside what it seals: at most 32 letters, digits, - or _. */
  readonly id: string
  /** 32 bytes. */
  readonly key: Uint8Array
}

export interface Vault {
  /** Encrypts a value so that it opens only for the same `boundTo`, e.g. `<workspace>/<account>`: a copied row is worthless elsewhere. */
  seal(value: Json, boundTo: string): string
  open(sealed: string, boundTo: string): Json
  /** True where an older key or form was used: open it and seal it again. */
  needsRotation(sealed: string): boolean
}

/** Why something did not open: the key is not here, or the text was changed or belongs elsewhere. */
export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly reason: 'unknown-key' | 'wrong-key-or-changed' | 'not-sealed'
  constructor(reason: VaultError['reason'], message: string, cause?: unknown) {
    super(message, { cause })
    this.reason = reason
  }
}

/** AES-256-GCM with the first key; the others only open what was sealed before. */
export function openVault({ keys }: { keys: readonly [VaultKey, ...VaultKey[]] }): Vault {
  for (const key of keys) checkKey(key)
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new Error('Two secret keys have the same id.')
  const [current] = keys
  return {
    seal: (value, boundTo) => seal(value, boundTo, current),
    open: (sealed, boundTo) => open(parse(sealed), boundTo, keys),
    needsRotation: (sealed) => parse(sealed).keyId !== current.id,
  }
}

/** The id of a key that has none: the beginning of its hash. */
export function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update('hearth key id').update(key).digest('hex').slice(0, 12)
}

const nonceBytes = 12
const tagBytes = 16
/** v1.<key id>.<base64url of nonce, ciphertext, tag> */
const form = /^v1\.([\w-]{1,32})\.([\w-]+)$/

function checkKey({ id, key }: VaultKey): void {
  if (!/^[\w-]{1,32}$/.test(id)) throw new Error('The id of a secret key has at most 32 letters, digits, - or _.')
  if (key.length !== 32) throw new Error(`The secret key ${id} has ${key.length} bytes instead of 32.`)
}

function seal(value: Json, boundTo: string, { id, key }: VaultKey): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundData(id, boundTo))
  const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `v1.${id}.${sealed.toString('base64url')}`
}

function boundData(keyId: string, boundTo: string): Buffer {
  return Buffer.from(`v1.${keyId}.${boundTo}`)
}

interface Sealed {
  readonly keyId: string
  readonly bytes: Buffer
}

function parse(sealed: string): Sealed {
  const [, keyId, body] = form.exec(sealed) ?? []
  const bytes = Buffer.from(body ?? '', 'base64url')
  if (!keyId || bytes.length < nonceBytes + tagBytes) throw new VaultError('not-sealed', 'This is not a sealed secret of a known form.')
  return { keyId, bytes }
}

function open({ keyId, bytes }: Sealed, boundTo: string, keys: readonly VaultKey[]): Json {
  const found = keys.find(({ id }) => id === keyId)
  if (!found) {
    throw new VaultError(
      'unknown-key',
      `This secret was sealed with the key ${keyId}, which is not set. Give the old key back, or connect the account again.`,
    )
  }
  const end = bytes.length - tagBytes
  try {
    const decipher = createDecipheriv('aes-256-gcm', found.key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    decipher.setAAD(boundData(keyId, boundTo)).setAuthTag(bytes.subarray(end))
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(nonceBytes, end)), decipher.final()]).toString('utf8'))
  } catch (cause) {
    throw new VaultError(
      'wrong-key-or-changed',
      'This secret does not open: the key is another one, or the text was changed or moved.',
      cause,
    )
  }
}
