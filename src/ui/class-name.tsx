// The name of a class where there is little room: a person's own name is cut with an ellipsis, and its title has all of it.

import { useClassNames, useIsFashion } from './use-class-names.ts';
import './class-name.css';

interface ClassNameProps {
  label: number;
  /** FashionMNIST's short name. */
  short?: boolean;
}

export function ClassName({ label, short = false }: ClassNameProps) {
  const classes = useClassNames();
  const fashion = useIsFashion();
  const text = short ? classes.short(label) : classes.name(label);
  if (fashion) return text;
  // Isolated, so that a name in another script does not reorder the words beside it.
  return (
    <bdi className="class-name" title={text}>
      {text}
    </bdi>
  );
}
