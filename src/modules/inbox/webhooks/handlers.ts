/**
 * Those who handle what networks told, in this process. While one is at work, whatever else is kept is seen by it, so that a storm needs no job for each of its
 * gusts.
 */
export interface Handlers {
  readonly areAtWork: () => boolean
  /** They look once more before they end; false where nobody is left who would. */
  readonly lookAgain: () => boolean
  readonly begin: () => void
  /** Whether anything was kept since they looked. */
  readonly wereAsked: () => boolean
  /** True where something was kept that nobody will look at any more. */
  readonly end: () => boolean
}

export function handlers(): Handlers {
  let [atWork, asked] = [0, false]
  const wereAsked = () => {
    const was = asked
    asked = false
    return was
  }
  return {
    areAtWork: () => atWork > 0,
    lookAgain: () => {
      asked ||= atWork > 0
      return atWork > 0
    },
    begin: () => {
      atWork += 1
    },
    wereAsked,
    end: () => {
      atWork -= 1
      return atWork === 0 && wereAsked()
    },
  }
}
