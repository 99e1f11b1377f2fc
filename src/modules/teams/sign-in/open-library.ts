import { randomInt } from 'node:crypto'

import { passkey } from '@better-auth/passkey'
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'

import { authOptions, type Secrets } from '../auth-options.ts'
import type { SignInNeeds } from '../needs.ts'
import { afterSignIn } from './after-sign-in.ts'
import { beforeSignIn } from './before-sign-in.ts'
import { ssoEndpoints } from './sso-endpoints.ts'

/** The sign-in service with its plugins. This file is loaded at the first sign-in: a server whose people are signed in never needs it. */
export function openLibrary(needs: SignInNeeds, secrets: Secrets): { handler(request: Request): Promise<Response> } {
  return betterAuth({
    ...authOptions(needs, secrets),
    plugins: [
      twoFactor({ issuer: 'Hearth', backupCodeOptions: { customBackupCodesGenerate: recoveryCodes }, schema: twoFactorTables }),
      passkey({
        rpName: 'Hearth',
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        schema: passkeyTable,
        registration: { afterVerification: ({ verification }) => checkPerson(verification.registrationInfo?.userVerified) },
        authentication: { afterVerification: ({ verification }) => checkPerson(verification.authenticationInfo.userVerified) },
      }),
      ssoEndpoints(needs),
    ],
    hooks: { before: beforeSignIn(needs), after: afterSignIn(needs) },
  } satisfies BetterAuthOptions)
}

/** Ten of nearly fifty bits, in letters and digits that nobody mistakes for others. */
function recoveryCodes(): string[] {
  const letters = '23456789abcdefghjkmnpqrstuvwxyz'
  const half = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: 10 }, () => `${half()}-${half()}`)
}

/** A passkey stands for two factors here: having it, and the finger, face or PIN that unlocks it. */
async function checkPerson(verified: boolean | undefined): Promise<void> {
  if (verified) return
  throw new APIError('FORBIDDEN', {
    code: 'PASSKEY_NOT_UNLOCKED',
    message: 'This passkey did not ask for a finger, face or PIN. Set a PIN on it, or use another.',
  })
}

const twoFactorTables = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'two_factor',
    fields: {
      userId: 'login_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
}

const passkeyTable = {
  passkey: {
    modelName: 'passkey',
    fields: {
      userId: 'login_id',
      credentialID: 'credential_id',
      publicKey: 'public_key',
      deviceType: 'device_type',
      backedUp: 'backed_up',
      createdAt: 'created_at',
    },
  },
}
