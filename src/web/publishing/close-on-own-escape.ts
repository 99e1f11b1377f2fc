import type { KeyboardEvent } from 'react'

/** Escape in a popover, dialog or sheet above closes that one alone: those stand elsewhere in the page, though React counts them as inside. */
export function closeOnOwnEscape(onClose: () => void) {
  return ({ key, currentTarget, target }: KeyboardEvent<HTMLElement>): void => {
    if (key === 'Escape' && target instanceof Node && currentTarget.contains(target)) onClose()
  }
}
