// The name and the shape of a layer. Screen readers get both from the layer's group.

interface LabelProps {
  name: string;
  /** What the layer does; null where there is no room for it. */
  kind?: string | null;
  shape: string;
  /** In pixels from the layer's top. */
  top: number;
}

export function Label({ name, kind, shape, top }: LabelProps) {
  return (
    <p className="network-label" style={{ top }} aria-hidden="true">
      <span>
        <b>{name}</b> {kind}
      </span>
      <span>{shape}</span>
    </p>
  );
}
