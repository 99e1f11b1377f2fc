/** What a network publishes to describe its API, as far as messages can be checked against it. */
export interface SpecificationChecker {
  /** Does it describe this request at all? Sign-in pages and the like often are not in it. */
  describes(request: Request): boolean
  /** What is wrong with a request; nothing where it is as described. Reads the body. */
  wrongWith(request: Request): Promise<readonly string[]>
  /** What is wrong with the answer to a request. Reads both bodies. */
  wrongWithAnswer(request: Request, response: Response): Promise<readonly string[]>
}

export interface Specification {
  /** Where it lies, below the folder of specifications beside the checkout. */
  readonly file: string
  /** Opens it; `folder` is where the specifications lie. */
  open(folder: URL): SpecificationChecker
  /** Known errors of the specification: what the sentence about them looks like, and where it is documented otherwise. */
  readonly waived: readonly { readonly sentence: RegExp; readonly source: string }[]
}
