import type { Json } from '#kit/json'

import type { AccountAccess, NetworkEnvironment } from './network-environment.ts'
import type { Outcome, Reason } from './network-trouble.ts'

/** How an account is linked, kept alive and let go. */
export interface Connecting {
  /** The ways to connect, best first. */
  readonly ways: readonly ConnectWay[]
  /** Keys of an app that the owner registers with the network and enters here once; absent where none are needed. Labels are texts by `app.<name>` and `app.<name>.hint`, how to get them is `app.guide`. */
  readonly appFields?: readonly ConnectField[]
  /** Starts connecting. Either done at once (app password) or the person is sent to the network (OAuth); `pending` is kept encrypted under `state` until the answer comes. */
  begin(
    request: ConnectRequest,
  ): Promise<Outcome<{ readonly connected: Connected } | { readonly redirect: string; readonly state: string; readonly pending: Json }>>
  /** The network sent the person back with these query parameters. */
  finish(
    request: { readonly parameters: Readonly<Record<string, string>>; readonly pending: Json } & ConnectEnvironment,
  ): Promise<Outcome<Connected>>
  /** New secrets for old, ahead of expiry. Called by one caller at a time per account. `signed-out` only when the network says the grant is gone; a passing fault is `unavailable`. */
  refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>>
  /** Ends the grant on the network, best effort. */
  revoke(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<void>>
  /** What this profile may do today, for `rulesFor`; asked once a day. Absent where nothing differs between profiles. */
  readLimits?(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>>
  /** What holds at one of the destinations a profile may post to (`SettingField.destination`), as the author wrote its name: the profile's limits with that among them. Asked while somebody writes for it. Absent where there is only one. */
  readDestination?(written: string, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>>
  /** What a profile with these limits cannot do because of how it was connected, and how to mend that. Pure; absent where every connection can do everything. */
  lacks?(limits: Json): readonly Reason[]
  /** A document the network fetches from us to know who we are (OAuth client metadata), served at `${publicUrl}/oauth/<network>/client.json`. */
  clientDocument?(at: Pick<ConnectEnvironment, 'publicUrl' | 'redirectUrl'>): Json
}

export interface ConnectWay {
  readonly id: string
  readonly fields: readonly ConnectField[]
}

/** Label, hint and guide are texts of the network, by `way.field`. */
export interface ConnectField {
  readonly name: string
  /** `yes-no` is answered with `yes` or nothing. */
  readonly kind: 'text' | 'secret' | 'url' | 'yes-no'
  readonly required: boolean
  readonly placeholder?: string
}

export interface ConnectRequest extends ConnectEnvironment {
  readonly way: string
  readonly fields: Readonly<Record<string, string>>
}

export interface ConnectEnvironment extends NetworkEnvironment {
  /** Where Hearth is reached from the person's browser, e.g. https://hearth.example or http://127.0.0.1:4600. */
  readonly publicUrl: string
  /** Where the network sends the person back: `${publicUrl}/oauth/<network>/callback`. */
  readonly redirectUrl: string
  readonly apps: Apps
}

/** Keys of apps registered with a network, kept encrypted for the workspace. `server` tells the servers of a network with many apart; '' where there is one. */
export interface Apps {
  /** What was kept: by `keep`, or entered by the owner by the names of `appFields`. */
  find(server: string): Promise<Json | undefined>
  keep(server: string, keys: Json): Promise<void>
}

export interface Connected {
  /** The network's own stable id of the profile, e.g. a DID. */
  readonly externalId: string
  /** As people write it, without @. */
  readonly handle: string
  readonly displayName: string
  readonly avatarUrl?: string
  readonly profileUrl: string
  /** Not secret, e.g. the address of the server the profile lives on. */
  readonly settings: Json
  /** What this profile may do, where that differs between profiles: read by `rulesFor`, in the browser too. */
  readonly limits?: Json
  readonly secret: Secret
  /** What the person allowed, by the network's own names; absent where it does not tell. */
  readonly scopes?: readonly string[]
  /** Further profiles that the same grant covers, such as the other pages somebody manages: the person then says which to connect, this one included. */
  readonly others?: readonly Connected[]
}

/** What must be kept encrypted, and until when it works without a refresh. */
export interface Secret {
  readonly value: Json
  readonly expiresAt?: Temporal.Instant
}
