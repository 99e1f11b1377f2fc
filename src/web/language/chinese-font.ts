const han = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/

/** Loads the Chinese face's rules at the first Chinese character on screen, shown or typed; the browser then fetches only the pieces it draws. */
export function bringChineseFontWhenNeeded(): void {
  const watcher = new MutationObserver((changes) => {
    if (
      changes.some(({ type, target, addedNodes }) => (type === 'characterData' ? showsChinese(target) : [...addedNodes].some(showsChinese)))
    )
      bring()
  })
  const typed = (event: Event) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) {
      if (han.test(event.target.value)) bring()
    }
  }
  const bring = () => {
    watcher.disconnect()
    document.removeEventListener('input', typed, true)
    void import('@fontsource-variable/noto-sans-tc/wght.css')
  }
  watcher.observe(document.body, { subtree: true, childList: true, characterData: true })
  document.addEventListener('input', typed, true)
}

/** Does a text in it have Chinese characters, apart from the languages' own names? */
function showsChinese(node: Node): boolean {
  if (!han.test(node.textContent ?? '')) return false
  if (node instanceof Text) return !node.parentElement?.closest('[data-language-name]')
  return [...node.childNodes].some(showsChinese)
}
