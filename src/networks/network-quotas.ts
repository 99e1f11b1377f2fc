import type { AccountAccess, NetworkEnvironment } from './network-environment.ts'
import type { Outcome } from './network-trouble.ts'

/** What a network lets an account, or the app it is connected by, do in a time. Labels are texts by `quota.<name>`. */
export interface Quotas {
  /** Those that Hearth counts itself by `Rules.uses`, because the network does not tell. */
  readonly counted: readonly Quota[]
  /** What the network says is used; absent where it tells nothing. */
  read?(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly QuotaReading[]>>
}

export interface Quota {
  readonly name: string
  readonly max: number
  /** `rolling-day`: the 24 hours before now. A `day` begins at midnight in `zone`. */
  readonly per: 'rolling-day' | 'day' | 'month'
  /** IANA zone; UTC if absent. */
  readonly zone?: string
  /** `app`: shared by all accounts connected by the same keys. */
  readonly of: 'account' | 'app'
}

export interface QuotaReading extends Pick<Quota, 'name' | 'max' | 'per'> {
  readonly used: number
}
