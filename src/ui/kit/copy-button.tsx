// A button that copies a text and shows for three seconds whether the browser allowed it.

import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

interface CopyButtonProps {
  children: string;
  /** Read when pressed. */
  text: () => string;
  copied: string;
  failed: string;
}

const SHOWN_MILLISECONDS = 3000;

export function CopyButton({ children, text, copied, failed }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<string | null>(null);

  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setOutcome(copied);
    } catch (error) {
      // A page without HTTPS has no clipboard.
      if (!(error instanceof DOMException) && 'clipboard' in navigator) throw error;
      setOutcome(failed);
    }
  };
  return (
    <span className="copy">
      <Button onPress={() => void copy()}>{children}</Button>
      <span className="note" role="status">
        {outcome}
      </span>
    </span>
  );
}
