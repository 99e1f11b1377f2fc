import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

import { z } from 'zod'

/** The first entry of a backup. */
export const Manifest = z.object({
  format: z.literal(1),
  takenAt: z.string(),
  postgres: z.string(),
  /** Names of the migrations that the data has seen, in order. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  /** The secret key, sealed with the passphrase; absent where none was given. */
  key: z.object({ salt: z.string(), nonce: z.string(), sealed: z.string(), tag: z.string() }).optional(),
})
export type Manifest = z.output<typeof Manifest>
export type SealedKey = NonNullable<Manifest['key']>

/** scrypt with N = 2^17, r = 8, p = 1, as OWASP advises: a guess takes a good part of a second and 128 MB. */
const cost = { N: 131_072, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
const derive = promisify<string, Uint8Array, number, object, Buffer>(scrypt)

/** Seals the secret key with AES-256-GCM under a key made of the passphrase. */
export async function sealKey(key: Uint8Array, passphrase: string): Promise<SealedKey> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase.normalize('NFKC'), salt, 32, cost), nonce)
  const sealed = Buffer.concat([cipher.update(key), cipher.final()])
  return { salt: text(salt), nonce: text(nonce), sealed: text(sealed), tag: text(cipher.getAuthTag()) }
}

function text(bytes: Buffer): string {
  return bytes.toString('base64url')
}

function fromText(written: string): Buffer {
  return Buffer.from(written, 'base64url')
}

/** @throws Error with a sentence where the passphrase is another one. */
export async function openKey(key: SealedKey, passphrase: string): Promise<Uint8Array> {
  const opener = createDecipheriv(
    'aes-256-gcm',
    await derive(passphrase.normalize('NFKC'), fromText(key.salt), 32, cost),
    fromText(key.nonce),
  )
  opener.setAuthTag(fromText(key.tag))
  try {
    return new Uint8Array(Buffer.concat([opener.update(fromText(key.sealed)), opener.final()]))
  } catch (cause) {
    throw new Error('This is not the passphrase that the backup was made with. Nothing was restored; type it again.', { cause })
  }
}
