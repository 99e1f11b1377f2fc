import { askAuth, type AuthAnswer, readAuth } from '../auth.ts'

/** Why no passkey was added or used: by what the browser or the service said. */
export type PasskeyTrouble = 'cancelled' | 'unknown' | 'locked' | 'here' | 'exists' | 'stale'

export type PasskeyOutcome = { ok: true } | { ok: false; why: PasskeyTrouble } | Extract<AuthAnswer, { ok: false }>

/** Whether this browser can use passkeys at this address: not by plain http, and not under a number. */
export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis && 'parseCreationOptionsFromJSON' in PublicKeyCredential
}

/** Lets the device make a passkey for whoever is signed in. `enters`: the session becomes one by passkey. */
export async function addPasskey(name: string, { enters = false }: { enters?: boolean } = {}): Promise<PasskeyOutcome> {
  if (!canUsePasskeys()) return { ok: false, why: 'here' }
  const options = await readAuth('passkey/generate-register-options')
  if (!options.ok) return options.code === 'SESSION_NOT_FRESH' ? { ok: false, why: 'stale' } : options
  const made = await attempt(() =>
    navigator.credentials.create({
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the service answers in the form that WebAuthn Level 3 names
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.body as PublicKeyCredentialCreationOptionsJSON),
    }),
  )
  if (!made.ok) return made
  return judged(
    await askAuth('passkey/verify-registration', { response: made.credential, name, ...(enters ? { createSession: true } : {}) }),
  )
}

/** Signs in with a passkey that the device offers. */
export async function signInWithPasskey(): Promise<PasskeyOutcome> {
  if (!canUsePasskeys()) return { ok: false, why: 'here' }
  const options = await readAuth('passkey/generate-authenticate-options')
  if (!options.ok) return options
  const used = await attempt(() =>
    navigator.credentials.get({
      publicKey: {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
        ...PublicKeyCredential.parseRequestOptionsFromJSON(options.body as PublicKeyCredentialRequestOptionsJSON),
        userVerification: 'required',
      },
    }),
  )
  if (!used.ok) return used
  return judged(await askAuth('passkey/verify-authentication', { response: used.credential }))
}

type Attempt = { ok: true; credential: unknown } | { ok: false; why: PasskeyTrouble }

async function attempt(ask: () => Promise<Credential | null>): Promise<Attempt> {
  try {
    const credential = await ask()
    return credential instanceof PublicKeyCredential ? { ok: true, credential: credential.toJSON() } : { ok: false, why: 'cancelled' }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    if (error.name === 'SecurityError') return { ok: false, why: 'here' }
    return { ok: false, why: error.name === 'InvalidStateError' ? 'exists' : 'cancelled' }
  }
}

function judged(answer: AuthAnswer): PasskeyOutcome {
  if (answer.ok) return { ok: true }
  if (answer.code === 'PASSKEY_NOT_FOUND') return { ok: false, why: 'unknown' }
  if (answer.code === 'PASSKEY_NOT_UNLOCKED') return { ok: false, why: 'locked' }
  return answer.code === 'SESSION_NOT_FRESH' ? { ok: false, why: 'stale' } : answer
}
