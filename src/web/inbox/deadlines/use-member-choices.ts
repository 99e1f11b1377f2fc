import { useColleagues } from '../use-colleagues.ts'

/** Everyone who can be chosen, and those who were and are gone since. */
export function useMemberChoices(chosen: readonly string[]): { value: string; label: string }[] {
  const { members, nameOf } = useColleagues()
  const gone = chosen.filter((memberId) => members.every(({ id }) => id !== memberId))
  return [...members.map(({ id, name }) => ({ value: id, label: name })), ...gone.map((id) => ({ value: id, label: nameOf(id) || '…' }))]
}
