import { createHash, createHmac } from 'node:crypto'

/** What seals the audit log: it follows from Hearth's secret key, which is not in the database, so who can write there still cannot forge a seal. */
export interface AuditKey {
  /** Tells one key from another without giving it away. */
  readonly id: string
  mac(block: { readonly hash: string; readonly sealedAt: Date }): string
}

export function auditKey(secretKey: Uint8Array): AuditKey {
  const key = createHmac('sha256', secretKey).update('hearth audit').digest()
  return {
    id: createHash('sha256').update('hearth audit key\0').update(key).digest('base64url').slice(0, 16),
    mac: ({ hash, sealedAt }) => createHmac('sha256', key).update(`${hash}\0${sealedAt.toISOString()}`).digest('base64url'),
  }
}
