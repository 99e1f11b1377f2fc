/** The hash that better-auth compares with at sign-in. Loaded when first needed: most processes never hash. */
export async function hashPassword(password: string): Promise<string> {
  const crypto = await import('better-auth/crypto')
  return crypto.hashPassword(password)
}

export async function passwordMatches(hash: string, password: string): Promise<boolean> {
  const crypto = await import('better-auth/crypto')
  return crypto.verifyPassword({ hash, password })
}
