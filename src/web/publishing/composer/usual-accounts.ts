import type { Account } from '#contract/connections'

/** Where this person wrote to last, on this device; where there is only one account, that one. */
export function usualAccounts(brandId: string, accounts: readonly Account[]): readonly string[] {
  const working = accounts.filter((account) => account.health.state === 'connected').map(({ id }) => id)
  if (working.length <= 1) return working
  const remembered = (localStorage.getItem(shelf(brandId)) ?? '').split(',')
  return working.filter((id) => remembered.includes(id))
}

export function rememberAccounts(brandId: string, accountIds: readonly string[]): void {
  localStorage.setItem(shelf(brandId), accountIds.join(','))
}

const shelf = (brandId: string) => `hearth.accounts.${brandId}`
