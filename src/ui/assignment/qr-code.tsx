// A text as a QR code.

import { useMemo } from 'react';
import { encodeQR } from 'qr';

/** Modules of white around the code, which readers need (ISO/IEC 18004). */
const BORDER = 4;
/** Bytes of the largest code at the lowest error correction (ISO/IEC 18004, version 40). */
const MOST_BYTES = 2953;

interface QrCodeProps {
  text: string;
  /** For screen readers. */
  name: string;
  /** Shown in place of a code that would have no room for the text. */
  tooLong: string;
}

/** The dark modules as one path, a unit each, and the side of the code with its border. Null where `text` is too long. */
function drawn(text: string): { path: string; side: number } | null {
  if (new TextEncoder().encode(text).length > MOST_BYTES) return null;
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: BORDER });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { path: path.join(''), side: rows.length };
}

export function QrCode({ text, name, tooLong }: QrCodeProps) {
  const code = useMemo(() => drawn(text), [text]);
  if (!code) return <p className="note">{tooLong}</p>;
  return (
    <svg
      className="qr-code"
      role="img"
      aria-label={name}
      viewBox={`0 0 ${code.side} ${code.side}`}
      shapeRendering="crispEdges"
    >
      <path d={code.path} />
    </svg>
  );
}
