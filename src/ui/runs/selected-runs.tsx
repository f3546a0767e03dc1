// What can be done with the selected runs.

import type { Ref } from 'react';
import { useTranslations } from 'use-intl';
import type { RunEntry } from '../../contract/finished-runs.ts';
import { isBusy } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { MOST_RUNS } from '../kit/charts/run-markers.ts';
import { saveText } from '../kit/save-file.ts';
import type { Notice } from './run-notice.tsx';
import { useRunName } from './use-run-words.ts';

interface SelectedRunsProps {
  runs: readonly RunEntry[];
  compareButton: Ref<HTMLButtonElement>;
  onCompare: () => void;
  onDelete: () => void;
  /** With the number of deleted runs. */
  onDeleted: (count: number) => void;
  onNotice: (notice: Notice) => void;
}

export function SelectedRuns(props: SelectedRunsProps) {
  const { runs, compareButton, onCompare, onDelete, onDeleted, onNotice } = props;
  const t = useTranslations('runs');
  const { commands } = useApp();
  const nameOf = useRunName();
  const data = useAppState((state) => state.config.data);
  const busy = useAppState((state) => isBusy(state.run.phase));
  const ids = runs.map(({ id }) => id);
  const none = runs.length === 0;
  const unpin = !none && runs.every(({ pinned }) => pinned);
  const [only, more] = runs;
  const usable = only && !more && !only.imported ? only : null;

  const pin = async () => {
    for (const run of ids) await commands.changeRuns({ kind: 'pin', run, pinned: !unpin });
  };
  const save = async () => {
    const files = await commands.runFiles(ids);
    for (const [i, file] of files.entries()) {
      const name = nameOf(runs[i]!);
      if (file) saveText(`${fileName(name)}.run.json`, JSON.stringify(file));
      else onNotice({ kind: 'notRead', name });
    }
  };
  const remove = async () => {
    onDelete();
    if (await commands.changeRuns({ kind: 'delete', runs: ids })) onDeleted(ids.length);
  };
  const use = async (run: RunEntry) => {
    const name = nameOf(run);
    if (busy) return onNotice({ kind: 'busy' });
    if (run.plan.config.data !== data) return onNotice({ kind: 'otherData', name, data: run.dataset.name });
    const bytes = await commands.runWeights(run.id);
    const answer = bytes && (await commands.loadWeights(new File([bytes], name)));
    onNotice({ kind: answer?.loaded ? 'loaded' : 'notLoaded', name });
  };
  return (
    <div className="runs-selected">
      <Button
        look="primary"
        ref={compareButton}
        inactive={runs.length < 2 || runs.length > MOST_RUNS}
        onPress={onCompare}
      >
        {t('compare')}
      </Button>
      <Button inactive={none} onPress={() => void pin()}>
        {t(unpin ? 'unpin' : 'pin')}
      </Button>
      <Button inactive={none} onPress={() => void save()}>
        {t('save')}
      </Button>
      <Button inactive={!usable} onPress={() => void (usable && use(usable))}>
        {t('use')}
      </Button>
      <Button inactive={none} onPress={() => void remove()}>
        {t('delete')}
      </Button>
      <span className="note">
        {runs.length > MOST_RUNS
          ? t('tooMany', { most: String(MOST_RUNS) })
          : t('selected', { count: runs.length, most: String(MOST_RUNS) })}
      </span>
    </div>
  );
}

/** Without the characters that a file system may refuse. */
function fileName(name: string): string {
  return name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-');
}
