import type { AccountAccess } from '../network.ts'

/** A message of the channel, by an id that no message of its group has. */
export function postId({ externalId }: Pick<AccountAccess, 'externalId'>, message: number): string {
  return idIn(externalId, message)
}

export function idIn(chat: number | string, message: number): string {
  return `${chat}/${message}`
}
