/** Which of the lists is open, kept in the address so that other screens can lead to it; `mine` where absent. */
export interface ApprovalsSearch {
  readonly view?: ApprovalsView | undefined
}

export const approvalsViews = ['mine', 'asked', 'open', 'settled'] as const
type ApprovalsView = (typeof approvalsViews)[number]

/** Reads the address; what it does not understand it leaves out. */
export function readApprovalsSearch({ view }: Readonly<Record<string, unknown>>): ApprovalsSearch {
  const known = approvalsViews.find((each) => each === view)
  return known === undefined ? {} : { view: known }
}
