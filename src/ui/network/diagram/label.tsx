// The name and the shape of a layer. Screen readers get both from the layer's group.

interface LabelProps {
  name: string;
  shape: string;
  /** In pixels from the layer's top. */
  top: number;
}

export function Label({ name, shape, top }: LabelProps) {
  return (
    <p className="network-label" style={{ top }} aria-hidden="true">
      <b>{name}</b>
      <span>{shape}</span>
    </p>
  );
}
