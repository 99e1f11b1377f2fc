const hidden = '[hidden]'

/** Names of fields and parameters whose values are secrets, however they are written. */
const secretName =
  '(?:(?:access|refresh|id|session|auth|csrf|bot|page|user)[_-]?token|access[_-]?jwt|refresh[_-]?jwt|(?:client|app|consumer|signing)[_-]?secret|api[_-]?key|(?:app|new|old|current)?[_-]?password|passwd|passphrase|private[_-]?key|secret(?:[_-]?access)?(?:[_-]?key)?|token|code[_-]?verifier|authorization|proxy-authorization|dpop|set-cookie|cookie|x-amz-signature|x-amz-security-token)'

const wholeSecretName = new RegExp(`^${secretName}$`, 'i')

/** Repetitions are bounded so that hostile text costs no more than its length. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g, hidden],
  [/\beyJ[\w-]{5,8000}\.[\w-]+(?:\.[\w-]*){0,3}/g, hidden],
  [/\b(Bearer|Basic|DPoP|OAuth|Bot)(\s{1,5})[\w.~+/=-]{6,}/gi, `$1$2${hidden}`],
  [/\b(authorization|proxy-authorization|dpop|set-cookie|cookie)(["']?\s{0,5}:\s{0,5})(?!["'[\s])[^\r\n]+/gi, `$1$2${hidden}`],
  [
    new RegExp(
      `(^|[^\\w])(["']?)(${secretName})\\2(\\s{0,5}[=:]\\s{0,5})(?:"(?:[^"\\\\]|\\\\.)*"?|'(?:[^'\\\\]|\\\\.)*'?|\\[[^\\]]*\\]?)`,
      'gi',
    ),
    `$1$2$3$2$4"${hidden}"`,
  ],
  [new RegExp(`(^|[^\\w])(${secretName})(\\s?[=:]\\s?)(?![\\s"'{[])[^\\s&"'<>,;)}\\]]+`, 'gi'), `$1$2$3${hidden}`],
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@"'<>]{0,300}:[^\s/"'<>]{0,300}@/gi, `$1${hidden}@`],
  [/([?&](?:code|state)=)[^&\s"'<>]+/g, `$1${hidden}`],
  // Some networks put a bot's number and its secret into the path of every address.
  [/(?<!\d)\d{5,20}(?::|%3A)[\w-]{30,}/gi, hidden],
  [/(?<![\w-])[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}(?![\w-])/gi, hidden],
]

/** Is this the name of a field or header whose value is a secret? */
export function isSecretName(name: string): boolean {
  return wholeSecretName.test(name)
}

/** The text without tokens, passwords, keys and cookies, for logs and stored details. Rather hides too much than too little. */
export function redact(text: string): string {
  return secrets.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text)
}

/** The text in at most `length` UTF-16 units, never ending in half a character. Redact before cutting: half a secret is not recognised. */
export function cut(text: string, length = 500): string {
  if (text.length <= length) return text
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
