// A result that the link hands in: it is verified by training the same run again.

import { useTranslations } from 'use-intl';
import { formatCount } from '../../../base/format.ts';
import { canHandIn, isSameRun, type HandIn } from '../../../contract/hand-in.ts';
import { isBusy, type AppState } from '../../../store/state.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import { useHandIn } from '../../use-hand-in.ts';
import { Notice } from './notice.tsx';

/** Whether the page's run is the one that the link hands in. */
function isHandedIn({ run, handedIn }: AppState): boolean {
  return Boolean(run.plan && handedIn && isSameRun(run.plan.config, handedIn.config));
}

export function HandInNotice() {
  const handedIn = useAppState((state) => state.handedIn);
  return handedIn && <HandedIn claim={handedIn.claim} />;
}

function HandedIn({ claim }: { claim: HandIn }) {
  const t = useTranslations('handIn');
  const { commands, store } = useApp();
  const same = useAppState(isHandedIn);
  const busy = useAppState(({ run }) => isBusy(run.phase));
  const counts = useAppState(
    ({ run: { plan, marks, edited, mixed, result } }) =>
      plan && canHandIn({ plan, marks, edited, mixed, result }),
  );
  const result = useAppState(({ run }) => run.result);
  const hashed = useHandIn(same && counts ? result : null);
  const { handedIn } = store.getState();
  const correct = formatCount(claim.correct);
  const verify = () => handedIn && commands.requestTraining(handedIn.config);

  const verdict =
    hashed?.handIn && result
      ? hashed.handIn.digest === claim.digest && hashed.handIn.correct === claim.correct
        ? ('verified' as const)
        : ('other' as const)
      : null;
  return (
    <Notice
      live
      title={verdict ? t(`verdicts.${verdict}`) : t('claimTitle')}
      actions={
        verdict === null && (
          <Button look="primary" inactive={busy} onPress={verify}>
            {t('verify')}
          </Button>
        )
      }
    >
      {verdict === null && (same && busy ? t('verifying', { correct }) : t('claim', { correct }))}
      {verdict === 'verified' && t('verifiedText', { correct })}
      {verdict === 'other' && t('otherText', { correct, here: formatCount(result!.correct) })}
    </Notice>
  );
}
