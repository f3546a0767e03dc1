// The finished runs of this machine and those from files: a table, what can be done with the selected ones, and their
// comparison.

import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { runsCsv } from '../../compare/runs-csv.ts';
import { IMPORTED_RUNS, OWN_RUNS } from '../../contract/run-limits.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { saveText } from '../kit/save-file.ts';
import { useDrop } from '../kit/use-drop.ts';
import { Comparison } from './comparison/comparison.tsx';
import { ImportRuns } from './import-runs.tsx';
import { ListProblems } from './list-problems.tsx';
import { tableRows, type SortOrder } from './runs-order.ts';
import { RunsTable } from './runs-table.tsx';
import { RunNotice, type Notice } from './run-notice.tsx';
import { SelectedRuns } from './selected-runs.tsx';
import { useRunName } from './use-run-words.ts';
import './runs.css';

const FILE_TYPES: ReadonlySet<string> = new Set(['Files']);

export function Runs() {
  const t = useTranslations('runs');
  const titles = useTranslations('panelTitles');
  const { commands } = useApp();
  const nameOf = useRunName();
  const list = useAppState((state) => state.finishedRuns);
  const [order, setOrder] = useState<SortOrder>({ column: 'finished', descending: true });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [compared, setCompared] = useState<{ ids: readonly string[] } | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [deleted, setDeleted] = useState(0);
  const panel = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const compareButton = useRef<HTMLButtonElement>(null);
  // Another tab may have changed the list since the view was shown last.
  useEffect(() => void commands.listRuns(), [commands]);

  const entries = useMemo(() => list?.entries ?? [], [list]);
  const rows = tableRows(entries, order, nameOf);
  const runs = rows.flatMap((row) => (row.kind === 'run' ? [row.run] : []));
  const selected = runs.filter(({ id }) => chosen.has(id));
  const shown = useMemo(
    () => compared?.ids.flatMap((id) => entries.find((entry) => entry.id === id) ?? []) ?? [],
    [compared, entries],
  );

  const importFiles = async (files: readonly File[]) => {
    if (files.length === 0) return;
    const imported = await commands.importRuns(files);
    setNotice(imported && { kind: 'imported', ...imported });
  };
  /** For buttons that go when they are pressed. */
  const focusTitle = () => title.current?.focus({ preventScroll: true });
  const undo = async () => {
    focusTitle();
    if (await commands.changeRuns({ kind: 'undelete' })) setDeleted(0);
  };
  const over = useDrop(panel, FILE_TYPES, (transfer) => void importFiles([...transfer.files]));
  return (
    <section className="panel runs" aria-labelledby="runs-title" ref={panel} data-over={over}>
      <h2 className="panel-title" id="runs-title" ref={title} tabIndex={-1}>
        {titles('runs')}
      </h2>
      {list && runs.length === 0 && <p>{t('empty')}</p>}
      <p className="note">{t('note', { own: String(OWN_RUNS), imported: String(IMPORTED_RUNS) })}</p>
      {list && <ListProblems list={list} onDelete={focusTitle} />}
      {runs.length > 0 && (
        <SelectedRuns
          runs={selected}
          compareButton={compareButton}
          onCompare={() => setCompared({ ids: selected.map(({ id }) => id) })}
          onDelete={() => {
            if (selected.length === runs.length) focusTitle();
          }}
          onDeleted={(count) => {
            setChosen(new Set());
            setDeleted(count);
          }}
          onNotice={setNotice}
        />
      )}
      <RunNotice notice={notice} deleted={deleted} onUndo={() => void undo()} />
      {runs.length > 0 && <RunsTable {...{ rows, order, chosen }} onOrder={setOrder} onChoose={setChosen} />}
      <div className="runs-files">
        <ImportRuns onFiles={(files) => void importFiles(files)} />
        <Button inactive={runs.length === 0} onPress={() => saveText('runs.csv', runsCsv(runs, nameOf))}>
          {t('csv')}
        </Button>
      </div>
      {compared && shown.length >= 2 && (
        <Comparison
          key={compared.ids.join()}
          runs={shown}
          request={compared}
          onClose={() => {
            compareButton.current?.focus();
            setCompared(null);
          }}
        />
      )}
    </section>
  );
}
