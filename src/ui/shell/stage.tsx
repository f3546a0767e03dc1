// The stage: the view of the address. A view that was opened keeps its state when another one is shown, but does no work.
// With another dataset all of them begin anew, a few milliseconds a task.

import { Activity, useDeferredValue, useLayoutEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { VIEWS, type View } from '../../store/view.ts';
import { useAppState } from '../app-context.tsx';
import { VIEW_CONTENTS } from './view-contents.tsx';

export function Stage() {
  const current = useAppState((state) => state.view);
  const content = useAppState((state) => state.dataset.contentHash);
  // For a few frames there are no views: those of the dataset before can't show this one.
  const shown = useDeferredValue(content) === content;
  const [opened, setOpened] = useState<readonly View[]>([current]);
  if (!opened.includes(current)) setOpened([...opened, current]);
  return (
    <div className="stage">
      {VIEWS.filter((view) => shown && opened.includes(view)).map((view) => (
        <Activity key={`${content} ${view}`} mode={view === current ? 'visible' : 'hidden'}>
          <ViewFrame view={view} />
        </Activity>
      ))}
    </div>
  );
}

function ViewFrame({ view }: { view: View }) {
  const t = useTranslations('views');
  const Content = VIEW_CONTENTS[view];
  // Each time the view is shown, before its other effects, which may move the focus and scroll to it.
  useLayoutEffect(() => {
    scrollTo(0, 0);
  }, []);
  return (
    <div className="view" data-view={view} role="group" aria-label={t(view)}>
      <Content />
    </div>
  );
}
