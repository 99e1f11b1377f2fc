/** Whether the browser let it: over plain http none does. */
export async function writeToClipboard(value: string): Promise<boolean> {
  if (!('clipboard' in navigator)) return false
  return navigator.clipboard.writeText(value).then(
    () => true,
    () => false,
  )
}
