import type { SettingField, Settings } from '#networks/network'

/** What a field says now: what was chosen, or what is usual; a text or a choice nobody made says nothing. */
export function valueOf(field: SettingField, settings: Settings): string | boolean {
  return settings[field.name] ?? usualOf(field)
}

export function usualOf(field: SettingField): string | boolean {
  return field.kind === 'text' || field.kind === 'date-time' ? '' : field.usual
}

/** The fields that mean something with what is chosen in the others. */
export function shownFields(fields: readonly SettingField[], settings: Settings): readonly SettingField[] {
  return fields.filter((field) => isShown(field, fields, settings))
}

function isShown({ name, when }: SettingField, fields: readonly SettingField[], settings: Settings): boolean {
  if (when === undefined) return true
  const other = fields.find((field) => field.name === when.setting && field.name !== name)
  return other !== undefined && when.is.includes(meantBy(other, settings)) && isShown(other, fields, settings)
}

/** A destination is meant by its own name, however it was written. */
function meantBy(field: SettingField, settings: Settings): string {
  const written = String(valueOf(field, settings))
  return (field.kind === 'text' ? field.destination?.(written)?.name : undefined) ?? written
}
