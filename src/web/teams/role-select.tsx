import { Select, type SelectProps } from '@mantine/core'

import type { Role } from '#contract/teams'

import { useText } from '../language/text-provider.tsx'

/** One of the roles, each with what it may do. */
export function RoleSelect({
  value,
  onChoose,
  ...props
}: Omit<SelectProps, 'data' | 'onChange' | 'value'> & { value: Role; onChoose: (role: Role) => void }) {
  const text = useText().teams
  return (
    <Select
      {...props}
      allowDeselect={false}
      comboboxProps={{ width: 320, position: 'bottom-end' }}
      data={roles.map((role) => ({ value: role, label: text.roles[role] }))}
      value={value}
      onChange={(chosen) => {
        const role = roles.find((each) => each === chosen)
        if (role) onChoose(role)
      }}
      renderOption={({ option }) => (
        <span>
          <strong>{option.label}</strong>
          <br />
          {text.roleHints[roles.find((each) => each === option.value) ?? 'agent']}
        </span>
      )}
    />
  )
}

const roles = ['owner', 'publisher', 'agent'] as const satisfies readonly Role[]
