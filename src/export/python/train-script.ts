// train.py: a run as a program in PyTorch. The program is train.py beside this file; what differs from run to run stands in
// front of its first section.

import type { ExportedImages, ExportedRun } from '../exported-run.ts';
import { runConstant, textConstant, textsOf, whyNotRepeatable } from './constants.ts';
import { pythonLiteral, type PythonValue } from './literal.ts';
import { TRAIN_SECTIONS } from './source.ts';

/**
 * The script. Beside it belong model.safetensors, for `--score` and for a run that can't be repeated, and
 * initial.safetensors for one that was fine-tuned. `images`: those exported with it, so that it can check the synthetic ones.
 */
export function trainScript(exported: ExportedRun, images: ExportedImages | null = null): string {
  const constants = [
    constant('RUN', runConstant(exported, images)),
    constant('TEXT', textConstant(exported)),
    '# Safetensors files as base64 text, instead of files beside the script.',
    constant('WEIGHTS', {}),
  ];
  return `#!/usr/bin/env python3\n${docstring(exported)}\n\n${constants.join('\n')}\n\n${TRAIN_SECTIONS}`;
}

export function constant(name: string, value: PythonValue): string {
  return `${name} = ${pythonLiteral(value)}`;
}

/** Has no text of a person's. */
function docstring(exported: ExportedRun): string {
  const { script, notRepeatable } = textsOf(exported);
  const why = whyNotRepeatable(exported);
  const commands = [
    ...(why === null ? [`    python train.py           ${script.train}`] : []),
    `    python train.py --score   ${script.score}`,
    `    python train.py --help    ${script.help}`,
  ];
  const about = why === null ? script.repeats : notRepeatable[why];
  return `"""${script.title}\n\n${about}\n\n${script.needs}\n\n${commands.join('\n')}\n"""`;
}
