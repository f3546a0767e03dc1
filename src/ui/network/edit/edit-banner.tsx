// What the edits since the last step do to the scores, and the button that undoes them one by one.

import { useTranslations } from 'use-intl';
import { formatLoss, formatPercent } from '../../../base/format.ts';
import { isBusy } from '../../../store/state.ts';
import { useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import { RefusedNote } from './refused-note.tsx';
import { useEdits } from './use-edits.ts';
import './edit.css';

export function EditBanner() {
  const t = useTranslations('edit');
  const edit = useAppState((state) => state.run.edit);
  const open = useAppState(({ run }) => run.phase === 'paused' || !isBusy(run.phase));
  const { refused, undo } = useEdits();
  return (
    <div className="edit-banner" hidden={!edit || !open}>
      <p role="status">
        {edit &&
          open &&
          t('banner', {
            edits: edit.edits,
            images: edit.images,
            accuracyBefore: formatPercent(edit.before.accuracy, 1),
            accuracy: formatPercent(edit.after.accuracy, 1),
            lossBefore: formatLoss(edit.before.loss),
            loss: formatLoss(edit.after.loss),
          })}
      </p>
      <Button onPress={() => void undo()}>{t('undo')}</Button>
      <RefusedNote shown={refused} />
    </div>
  );
}
