import { z } from 'zod'

import { asks } from '#contract/teams'
import { AnyJson, commonRefusals, Instant, type RefusalKind } from '#kit/contract'

/** Why something failed, as a code with what fills its sentence; `detail` is the network's own answer, cut and without secrets. */
export const Reason = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  detail: z.string().optional(),
})
export type Reason = z.output<typeof Reason>

export const connectionsRefusals = {
  ...commonRefusals,
  CONNECT_FAILED: {
    status: 422,
    message: 'The network did not accept this. Read the reason, correct it and try again.',
    data: z.object({ reason: Reason }),
  },
  APP_INCOMPLETE: { status: 422, message: 'Fill in every field; the network’s page for your app shows them all.' },
  ANOTHER_PROFILE: {
    status: 409,
    message: 'This is another profile than the one you are reconnecting. Sign in as the same one, or connect it as a new account.',
  },
  HAS_PLANNED_POSTS: {
    status: 409,
    message: 'Posts are planned for this account. Move or cancel them first, or say that they should be cancelled.',
    data: z.object({ posts: z.int() }),
  },
} as const satisfies Record<string, RefusalKind>

export const AccountHealth = z.object({
  state: z.enum(['connected', 'signed-out']),
  /** Until when the present token works without a refresh. */
  tokenExpiresAt: Instant.optional(),
  refreshedAt: Instant.optional(),
  lastProblem: z.object({ at: Instant, reason: Reason }).optional(),
})

export const Account = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  network: z.string(),
  handle: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().optional(),
  profileUrl: z.string(),
  /** What this profile may do there, read by the network's rules. */
  limits: AnyJson,
  connectedAt: Instant,
  health: AccountHealth,
})
export type Account = z.output<typeof Account>

const ConnectField = z.object({
  name: z.string(),
  kind: z.enum(['text', 'secret', 'url', 'yes-no']),
  required: z.boolean(),
  placeholder: z.string().optional(),
})
export const NetworkInfo = z.object({
  id: z.string(),
  name: z.string(),
  ways: z.array(z.object({ id: z.string(), fields: z.array(ConnectField) })),
  /** Keys of an app registered with the network that connecting needs: `kept` once the owner has entered them. `redirectUrl` is what the network has to be told of us. */
  app: z
    .object({
      fields: z.array(ConnectField),
      kept: z.boolean(),
      redirectUrl: z.string(),
      /** Where the network sends what happens by itself, and the token that it asks for with the address. */
      webhook: z.object({ address: z.string(), token: z.string() }).optional(),
    })
    .optional(),
  /** Profiles there can be looked up for mentions. */
  mentions: z.boolean(),
})
export type NetworkInfo = z.output<typeof NetworkInfo>

/** Profiles to mention, best first; `trouble` is why the network did not say. */
export const FoundMentions = z.object({
  found: z.array(
    z.object({
      /** What is written into the post. */
      text: z.string(),
      name: z.string(),
      handle: z.string(),
      avatarUrl: z.string().optional(),
    }),
  ),
  trouble: Reason.optional(),
})
export type FoundMentions = z.output<typeof FoundMentions>

/** What was read stands among the account's limits; `trouble` is why the network did not say. */
export const DestinationRead = z.object({ trouble: Reason.optional() })
export type DestinationRead = z.output<typeof DestinationRead>

/** Everything there is to know of how an account is. */
export const AccountDetails = z.object({
  account: Account,
  /** What the person allowed, by the network’s own names; absent where it does not tell. */
  scopes: z.array(z.string()).optional(),
  /** What it cannot do because of how it was connected, with what helps. */
  lacks: z.array(Reason),
  /** Since when the present token is held; absent where there is none. */
  tokenSince: Instant.optional(),
  problems: z.array(z.object({ at: Instant, reason: Reason })),
})
export type AccountDetails = z.output<typeof AccountDetails>

/** One sign-in gave several profiles: the person says which of them to connect, within a quarter of an hour. */
export const ProfileChoice = z.object({
  network: z.string(),
  state: z.string(),
  profiles: z.array(
    z.object({
      externalId: z.string(),
      handle: z.string(),
      displayName: z.string(),
      avatarUrl: z.string().optional(),
      /** It is an account of the brand already: choosing it renews its sign-in. */
      connected: z.boolean(),
    }),
  ),
})
export type ProfileChoice = z.output<typeof ProfileChoice>

export const connections = {
  networks: asks('accounts.read', 'reads', 'own')
    .route({ method: 'GET', path: '/networks', summary: 'Networks that can be connected, and how' })
    .output(z.array(NetworkInfo)),
  keepApp: asks('accounts.manage', 'changes', 'workspace')
    .route({
      method: 'PUT',
      path: '/networks/{network}/app',
      summary: 'Enter the keys of the app registered with a network; they are kept encrypted and never shown again',
    })
    .errors(connectionsRefusals)
    .input(z.object({ network: z.string().max(40), fields: z.record(z.string().max(40), z.string().trim().max(2000)) }))
    .output(z.object({ kept: z.literal(true) })),
  accounts: asks('accounts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/accounts', summary: 'Connected accounts with their health' })
    .input(z.object({ brandId: z.uuid().optional() }))
    .output(z.array(Account)),
  account: asks('accounts.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/accounts/{accountId}',
      summary: 'One account: its sign-in, what it was allowed, what went wrong lately',
    })
    .errors(connectionsRefusals)
    .input(z.object({ accountId: z.uuid() }))
    .output(AccountDetails),
  connect: asks('accounts.manage', 'creates')
    .route({
      method: 'POST',
      path: '/accounts',
      summary: 'Connect an account, or reconnect the one given; answers the account, or the address to send the person to',
    })
    .errors(connectionsRefusals)
    .input(
      z.object({
        brandId: z.uuid(),
        network: z.string().max(40),
        way: z.string().max(40),
        fields: z.record(z.string().max(40), z.string().max(2000)),
        accountId: z.uuid().optional(),
      }),
    )
    .output(z.union([z.object({ account: Account }), z.object({ redirect: z.url() })])),
  finishConnecting: asks('accounts.manage', 'changes', 'own')
    .route({ method: 'POST', path: '/accounts/finish', summary: 'The network sent the person back: finish with the parameters it gave' })
    .errors(connectionsRefusals)
    .input(z.object({ network: z.string().max(40), parameters: z.record(z.string().max(100), z.string().max(4000)) }))
    .output(z.union([z.object({ account: Account }), z.object({ choose: ProfileChoice })])),
  chooseProfiles: asks('accounts.manage', 'changes', 'own')
    .route({ method: 'POST', path: '/accounts/choose', summary: 'Connect the chosen of several profiles that one sign-in gave' })
    .errors(connectionsRefusals)
    .input(z.object({ network: z.string().max(40), state: z.string().max(200), externalIds: z.array(z.string().max(500)).min(1).max(200) }))
    .output(z.array(Account)),
  mentions: asks('posts.write', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/accounts/{accountId}/mentions',
      summary: 'Profiles on the account’s network whose name or handle begins like this, to mention in a post',
    })
    .errors(connectionsRefusals)
    .input(z.object({ accountId: z.uuid(), query: z.string().trim().min(1).max(100) }))
    .output(FoundMentions),
  destination: asks('posts.write', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/accounts/{accountId}/destination',
      summary:
        'Read what holds at a destination that the account may post to, such as a community, by its name; the account’s limits have it then',
    })
    .errors(connectionsRefusals)
    .input(z.object({ accountId: z.uuid(), name: z.string().trim().min(1).max(200) }))
    .output(DestinationRead),
  disconnect: asks('accounts.manage', 'changes')
    .route({
      method: 'DELETE',
      path: '/accounts/{accountId}',
      summary: 'Disconnect an account and end its grant on the network; its published posts stay known',
    })
    .errors(connectionsRefusals)
    .input(z.object({ accountId: z.uuid(), cancelPlanned: z.boolean().default(false) }))
    .output(z.object({ disconnected: z.literal(true) })),
}
