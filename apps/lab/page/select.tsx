interface Props<Value extends string> {
  name: string
  /** Undefined where nothing has been chosen yet. */
  value: Value | undefined
  choices: readonly (readonly [Value, string])[]
  disabled?: boolean
  /** It takes the focus when it appears: it was asked for by a press. */
  isFirst?: boolean
  onChoose(value: Value): void
}

export function Select<Value extends string>(props: Props<Value>) {
  const { name, value, choices, disabled = false, isFirst = false, onChoose } = props
  return (
    <label>
      {name}
      <select
        value={value ?? ''}
        disabled={disabled}
        ref={(element) => {
          if (isFirst && value === undefined) element?.focus()
        }}
        onChange={({ currentTarget }) => onChoose(currentTarget.value as Value)}
      >
        {value === undefined && (
          <option value="" disabled>
            choose
          </option>
        )}
        {choices.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
