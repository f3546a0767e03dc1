// How the newest step changed one parameter: its value over time, the images that pulled it up and down, and the update
// as one equation. Content of the region `Calculation`; its text ends with the new value.

import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { ParameterExplanation } from '../../contract/explanation.ts';
import { parameterName, placeOf } from '../../contract/parameter-place.ts';
import { useApp } from '../app-context.tsx';
import { equationText, termLines, valueTexts } from './equation.ts';
import { PullList } from './pull-list.tsx';
import { pullsOf } from './pulls.ts';
import { useAnswer } from './use-answer.ts';
import { ValueLine } from './value-line.tsx';
import { Why } from './why.tsx';
import './parameter-story.css';

/** Images shown for each direction. */
const SHOWN_PULLS = 4;

interface ParameterStoryProps {
  /** The parameter's place in the flat parameters. */
  index: number;
  /** Called with the place in the batch of an image that was pressed. */
  onImage: (image: number) => void;
}

export function ParameterStory({ index, onImage }: ParameterStoryProps) {
  const t = useTranslations('step');
  const { commands } = useApp();
  const request = useCallback(() => commands.explainParameter(index), [commands, index]);
  const found = useAnswer(request);
  if (!found) return <p className="note">{t(found === undefined ? 'waiting' : 'empty')}</p>;
  return <Story found={found} waits={found.index !== index} onImage={onImage} />;
}

interface StoryProps extends Pick<ParameterStoryProps, 'onImage'> {
  found: ParameterExplanation;
  /** Another parameter was chosen, whose story is on its way. */
  waits: boolean;
}

function Story({ found, waits, onImage }: StoryProps) {
  const t = useTranslations('step.parameter');
  const { model, index, terms, gradients, engineAfter, history } = found;
  const { up, down } = useMemo(() => pullsOf(gradients, SHOWN_PULLS), [gradients]);
  const largest = Math.max(...gradients.map(Math.abs));
  const { optimizer } = terms.rule;
  const inEngine = valueTexts({ before: terms.before, after: engineAfter });
  return (
    <div className={waits ? 'step-story step-waits' : 'step-story'} aria-busy={waits}>
      <div className="step-story-head">
        <p className="step-change">
          {t('change', { name: parameterName(placeOf(model, index)!), ...inEngine })}
        </p>
        <ValueLine history={history} />
      </div>
      <div className="step-directions">
        <PullList direction="up" pulls={up} batch={found} largest={largest} onImage={onImage} />
        <PullList direction="down" pulls={down} batch={found} largest={largest} onImage={onImage} />
      </div>
      <p className="note">{t('pullHint')}</p>
      <Why texts={[t('whyPull'), t(`whyRule.${optimizer}`)]} />
      <dl className="step-terms">
        {termLines(found).map(({ term, text }) => (
          <div key={term}>
            <dt>{t(`terms.${term}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="note">{t(`formula.${optimizer}`)}</p>
      <p className="step-equation">{equationText(terms)}</p>
    </div>
  );
}
