import { creditsDepleted, type Server } from './stand-in-wire.ts'

/** Thousandths of a US dollar, from X's price list of 2026. */
const mills = {
  post: 15,
  'post with a link': 200,
  answer: 10,
  message: 15,
  'message read': 10,
  delete: 10,
  'own post read': 1,
  'post read': 5,
  'own profile read': 1,
  'profile read': 10,
  metadata: 5,
} as const

/** Puts something on the bill. @throws Refused (402) where the credits do not cover it. */
export function charge({ state, world }: Server, what: keyof typeof mills): void {
  const price = mills[what]
  if (state.creditMills !== undefined) {
    if (state.creditMills < price) throw creditsDepleted()
    state.creditMills -= price
  }
  const line = state.bill[what] ?? { times: 0, mills: 0 }
  state.bill[what] = { times: line.times + 1, mills: line.mills + price }
  world.changed()
}
