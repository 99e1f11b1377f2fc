import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { parseKey, readOrMakeKeyFile } from './key-file.ts'
import { keyIdOf, openVault, VaultError, type VaultKey } from './vault.ts'

const newKey = (id: string): VaultKey => ({ id, key: randomBytes(32) })
const secret = { accessJwt: 'abc', nested: [1, null, '火'] }

function reasonOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof VaultError) return error.reason
    throw error
  }
  return 'opened'
}

describe('the vault', () => {
  test('opens what it sealed, and never seals alike twice', () => {
    const vault = openVault({ keys: [newKey('a')] })
    const sealed = vault.seal(secret, 'w1/a1')
    expect(sealed).not.toContain('abc')
    expect(vault.open(sealed, 'w1/a1')).toEqual(secret)
    expect(vault.seal(secret, 'w1/a1')).not.toBe(sealed)
  })

  test('opens only for what it was bound to', () => {
    const vault = openVault({ keys: [newKey('a')] })
    expect(reasonOf(() => vault.open(vault.seal(secret, 'w1/a1'), 'w1/a2'))).toBe('wrong-key-or-changed')
  })

  test('notices every changed character', () => {
    const vault = openVault({ keys: [newKey('a')] })
    const sealed = vault.seal('secret', 'w1/a1')
    for (let at = 0; at < sealed.length - 1; at += 1) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
      expect(reasonOf(() => vault.open(changed, 'w1/a1'))).not.toBe('opened')
    }
  })

  test('says whether the key is missing, another, or the text no secret at all', () => {
    const sealed = openVault({ keys: [newKey('a')] }).seal(secret, 'w1/a1')
    expect(reasonOf(() => openVault({ keys: [newKey('b')] }).open(sealed, 'w1/a1'))).toBe('unknown-key')
    expect(reasonOf(() => openVault({ keys: [newKey('a')] }).open(sealed, 'w1/a1'))).toBe('wrong-key-or-changed')
    expect(reasonOf(() => openVault({ keys: [newKey('a')] }).open('{"accessJwt":"abc"}', 'w1/a1'))).toBe('not-sealed')
    expect(reasonOf(() => openVault({ keys: [newKey('a')] }).open('v1.a.AAAA', 'w1/a1'))).toBe('not-sealed')
  })

  test('rotates: old keys still open, new ones seal', () => {
    const [old, current] = [newKey('old'), newKey('new')]
    const before = openVault({ keys: [old] }).seal(secret, 'w1/a1')
    const vault = openVault({ keys: [current, old] })
    expect(vault.needsRotation(before)).toBe(true)
    const after = vault.seal(vault.open(before, 'w1/a1'), 'w1/a1')
    expect(vault.needsRotation(after)).toBe(false)
    expect(openVault({ keys: [current] }).open(after, 'w1/a1')).toEqual(secret)
  })

  test('refuses keys of another length and ids used twice', () => {
    expect(() => openVault({ keys: [{ id: 'a', key: randomBytes(16) }] })).toThrow('instead of 32')
    expect(() => openVault({ keys: [newKey('a'), newKey('a')] })).toThrow('same id')
    expect(keyIdOf(randomBytes(32))).toMatch(/^[0-9a-f]{12}$/)
  })
})

describe('the key file', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hearth-key-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('is made once, for its owner alone, and read ever after', async () => {
    const path = join(folder, 'secret.key')
    const keys = await Promise.all([readOrMakeKeyFile(path), readOrMakeKeyFile(path), readOrMakeKeyFile(path)])
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1)
    expect(keys[0]).toHaveLength(32)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['secret.key'])
    expect((await readFile(path, 'utf8')).trim()).toBe(Buffer.from(keys[0]).toString('base64url'))
  })

  test('is refused when others can read it or it is too short', async () => {
    const path = join(folder, 'secret.key')
    await readOrMakeKeyFile(path)
    await chmod(path, 0o640)
    await expect(readOrMakeKeyFile(path)).rejects.toThrow('chmod 600')
    await writeFile(join(folder, 'short.key'), 'short', { mode: 0o600 })
    await expect(readOrMakeKeyFile(join(folder, 'short.key'))).rejects.toThrow('at least 32')
  })

  test('a key in a setting may be base64url or hexadecimal', () => {
    const key = randomBytes(32)
    expect(Buffer.from(parseKey(key.toString('hex'), 'HEARTH_KEY')).equals(key)).toBe(true)
    expect(Buffer.from(parseKey(` ${key.toString('base64url')}\n`, 'HEARTH_KEY')).equals(key)).toBe(true)
    expect(() => parseKey('a password', 'HEARTH_KEY')).toThrow('HEARTH_KEY must be at least 32')
  })
})
