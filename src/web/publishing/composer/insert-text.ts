/** Writes into a text area as if it had been typed, so that the page takes it as any other change; the cursor stands behind it. In place of the selection, or of what lies between `from` and `to`. */
export function insertText(areaId: string, text: string, place?: { readonly from: number; readonly to: number }): void {
  const area = document.getElementById(areaId)
  if (!(area instanceof HTMLTextAreaElement)) return
  area.focus()
  area.setRangeText(text, place?.from ?? area.selectionStart, place?.to ?? area.selectionEnd, 'end')
  area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }))
}
