// A group of checkboxes.

interface ChoicesProps<T extends string> {
  title: string;
  names: readonly T[];
  chosen: readonly T[];
  labelOf: (name: T) => string;
  /** Gets the chosen names in the order of `names`. */
  onChange: (chosen: T[]) => void;
}

export function Choices<T extends string>({ title, names, chosen, labelOf, onChange }: ChoicesProps<T>) {
  const toggle = (name: T) =>
    onChange(names.filter((other) => (other === name ? !chosen.includes(name) : chosen.includes(other))));
  return (
    <fieldset className="assignment-choices">
      <legend>{title}</legend>
      <div>
        {names.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              className="checkbox"
              checked={chosen.includes(name)}
              onChange={() => toggle(name)}
            />
            {labelOf(name)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
