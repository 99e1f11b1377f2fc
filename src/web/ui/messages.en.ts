export const en = {
  tryAgain: 'Try again',
  loading: 'Loading…',
  couldNotLoad: 'This could not be loaded',
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'Press Ctrl+C or ⌘C to copy',
  inZone: (when: string, zone: string) => `${when} (${zone})`,
}
