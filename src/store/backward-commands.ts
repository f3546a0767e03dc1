// Requests about the newest step that was trained alone. Null where there is no such step.

import type { Client } from '../client/client.ts';
import type { GradientsExplanation, ParameterExplanation, StepExplanation } from '../contract/explanation.ts';
import type { WorkerRequest } from './worker-request.ts';

export interface BackwardCommands {
  /** The step and its batch. */
  explainStep(): Promise<StepExplanation | null>;
  /** How the step changed the parameter with this flat index. */
  explainParameter(index: number): Promise<ParameterExplanation | null>;
  /** The gradients of all layers, for one image of the batch or, for null, their mean. */
  explainGradients(image: number | null): Promise<GradientsExplanation | null>;
  /** No view shows the step any more. */
  releaseStep(): void;
}

export function createBackwardCommands(client: Client, request: WorkerRequest): BackwardCommands {
  return {
    explainStep: () => request('step-explained', (id) => ({ type: 'explain-step', id })),
    explainParameter: (index) =>
      request('parameter-explained', (id) => ({ type: 'explain-parameter', id, index })),
    explainGradients: (image) =>
      request('gradients-explained', (id) => ({ type: 'explain-gradients', id, image })),
    releaseStep: () => client.send({ type: 'release-step' }),
  };
}
