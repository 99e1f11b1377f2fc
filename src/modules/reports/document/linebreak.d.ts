/** What is used of the library, which brings no types of its own. */
declare module 'linebreak' {
  class LineBreaker {
    constructor(text: string)
    nextBreak(): { position: number; required: boolean } | null
  }
  // oxlint-disable-next-line import/no-default-export -- it is what the library exports
  export default LineBreaker
}
