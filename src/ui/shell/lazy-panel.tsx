// A panel whose code is loaded after the first paint. A panel that can't be loaded, or that throws while it renders, is
// replaced by a notice; the rest of the page keeps working.

import {
  startTransition,
  useCallback,
  useEffect,
  useEffectEvent,
  useState,
  type ComponentType,
  type ReactNode,
} from 'react';
import { useTranslations } from 'use-intl';
import { CodeLoadError, loadCode } from '../../base/load-code.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { focusHeading } from './focus-heading.ts';
import { pageScript, readLoadFailure, type LoadFailure } from './load-failure.ts';
import { headingId, PanelFailure, type PanelName } from './panel-failure.tsx';
import { loadFailedStyleSheets } from './style-sheets.ts';

type Code<P> =
  | { state: 'loading' }
  | { state: 'failed'; reason: LoadFailure | 'error'; message: string; tries: number; retrying: boolean }
  | { state: 'loaded'; Panel: ComponentType<P>; pressed: boolean };

interface LazyPanelProps<P> {
  /** Null for a part of another panel. */
  name: PanelName | null;
  /** Called for each try. Chromium fetches a file again whose `import()` failed; Firefox does so after a reload. */
  load: () => Promise<ComponentType<P>>;
  /** The first try, where it began before the panel was rendered. */
  first?: Promise<ComponentType<P>>;
  /** Renders the panel. */
  children: (Panel: ComponentType<P>) => ReactNode;
  /** Shows a line while the panel is being loaded. */
  showLoading?: boolean;
  /** The person requested the panel, so a failure takes the focus. */
  requested?: boolean;
  /** Called when a try fails; has to stay the same. */
  onFailure?: () => void;
}

/** Tries `first` or `load`, and `load` again when the person presses a button or the network is back. */
function useCode<P>({ load, first, onFailure }: LazyPanelProps<P>) {
  const [code, setCode] = useState<Code<P>>({ state: 'loading' });

  const attempt = useCallback(
    async (fetching: Promise<ComponentType<P>>, tries: number, pressed: boolean) => {
      try {
        const Panel = await loadCode(() => fetching);
        // A transition renders a large panel in parts of a few milliseconds.
        startTransition(() => setCode({ state: 'loaded', Panel, pressed }));
      } catch (error) {
        // Any other error is one that the code threw while it ran for the first time.
        const reason = error instanceof CodeLoadError ? await readLoadFailure(pageScript()) : 'error';
        setCode({ state: 'failed', reason, message: String(error), tries, retrying: false });
        onFailure?.();
      }
    },
    [onFailure],
  );

  const retry = useCallback(
    (pressed: boolean) => {
      if (code.state !== 'failed' || code.retrying) return;
      setCode({ ...code, retrying: true });
      const loadAgain = async () => {
        await loadFailedStyleSheets();
        return load();
      };
      void attempt(loadAgain(), code.tries + 1, pressed);
    },
    [attempt, code, load],
  );

  // A view that is shown again tries again what failed.
  const onShown = useEffectEvent(() => {
    if (code.state === 'loading') void attempt(first ?? load(), 1, false);
    else retry(false);
  });
  useEffect(() => {
    const shown = async () => onShown();
    void shown();
  }, []);

  useEffect(() => {
    const retryOnline = () => retry(false);
    window.addEventListener('online', retryOnline);
    return () => window.removeEventListener('online', retryOnline);
  }, [retry]);

  return { code, retry };
}

export function LazyPanel<P>(props: LazyPanelProps<P>) {
  const { name, children, showLoading = false, requested = false } = props;
  const t = useTranslations('app');
  const { code, retry } = useCode(props);
  // When the panel appears, the button that was pressed is gone.
  const focused = code.state === 'loaded' ? code.pressed : code.state === 'failed' && requested;

  useEffect(() => {
    if (focused && name) focusHeading(headingId(name), { scroll: true });
  }, [focused, name]);

  switch (code.state) {
    case 'loading':
      return showLoading && <p className="panel panel-loading note">{t('loading')}</p>;
    case 'failed':
      return <PanelFailure name={name} {...code} onRetry={() => retry(true)} />;
    case 'loaded':
      return (
        <ErrorBoundary
          renderFailure={(message, tries, renderAgain) => (
            <PanelFailure
              name={name}
              reason="error"
              message={message}
              tries={tries}
              retrying={false}
              onRetry={renderAgain}
            />
          )}
        >
          {children(code.Panel)}
        </ErrorBoundary>
      );
    default:
      return code satisfies never;
  }
}
