/** An address with its letters as people write them; one that says something else in bytes stays as it is. */
export function readableAddress(address: string): string {
  try {
    return decodeURI(address)
  } catch (error) {
    if (error instanceof URIError) return address
    throw error
  }
}
