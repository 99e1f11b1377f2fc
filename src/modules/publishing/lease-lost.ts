/** This worker no longer has the delivery: somebody else took it up, or it was out of touch for too long. It must change nothing more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
  constructor(message = 'Another worker took the delivery up.') {
    super(message)
  }
}
